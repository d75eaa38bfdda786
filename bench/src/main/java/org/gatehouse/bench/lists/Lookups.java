package org.gatehouse.bench.lists;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.runtime.list.Listing;
import org.gatehouse.runtime.list.VehicleLists;
import org.gatehouse.server.Installed;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Lookups in the lists of a folder by JMH, in a process of its own; half of the plates are listed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields before it calls.
public class Lookups {
  private static final int PLATES = 1 << 18;
  private static final double P99 = 99;
  private static final int ROUNDS = 5;

  /** The data folder. */
  @Param("")
  public String data;

  /** What the lists were made with. */
  @Param("0")
  public int entries;

  /** As {@link #entries}. */
  @Param("0")
  public long seed;

  private VehicleLists lists;
  private String[] plates;
  private Instant now;
  private int next;

  /**
   * Measures each kind of lookup; takes about a minute and prints what JMH prints.
   *
   * @return what 99 of 100 calls do not exceed, in microseconds, by the name of the method
   */
  static Map<String, Double> measure(Path data, int entries, long seed) {
    Options options =
        new OptionsBuilder()
            .include(Lookups.class.getName())
            .param("data", data.toString())
            .param("entries", Integer.toString(entries))
            .param("seed", Long.toString(seed))
            .forks(1)
            .warmupIterations(ROUNDS)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(ROUNDS)
            .measurementTime(TimeValue.seconds(2))
            .shouldFailOnError(true)
            .build();
    try {
      Map<String, Double> slowest = new TreeMap<>();
      for (RunResult run : new Runner(options).run()) {
        slowest.put(
            run.getPrimaryResult().getLabel(),
            run.getPrimaryResult().getStatistics().getPercentile(P99));
      }
      return slowest;
    } catch (RunnerException e) {
      throw new BenchFailure("JMH could not measure lookups: " + e.getMessage());
    }
  }

  /** Opens the lists and draws the plates. */
  @Setup
  public void open() {
    StorageProvider stores = Installed.one(StorageProvider.class);
    lists = VehicleLists.open(stores.lists(DataPlace.of(Path.of(data))), ZoneOffset.UTC);
    VehicleFile sheet = new VehicleFile(seed);
    plates = new String[PLATES];
    for (int i = 0; i < PLATES; i++) {
      plates[i] = sheet.plate((int) (i * 7919L % (2L * entries)));
    }
    now = Instant.now();
  }

  /** Closes the lists. */
  @TearDown
  public void close() {
    lists.close();
  }

  /** A plate as it is written. */
  @Benchmark
  public Listing exact() {
    return lists.exact(plate(), "gate", now);
  }

  /** Plates that can be taken for it. */
  @Benchmark
  public List<Listing> alike() {
    return lists.alike(plate(), "gate", now);
  }

  private String plate() {
    next = (next + 1) % PLATES;
    return plates[next];
  }
}
