package org.gatehouse.bench.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.access.Tokens;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the HTTP interface on a store with many reads. */
@Command(
    name = "api",
    mixinStandardHelpOptions = true,
    description =
        "The HTTP interface: searches among many reads, writers while a day is deleted, requests"
            + " that must be refused")
public final class ApiCommand implements Callable<Integer> {
  private static final int ROUNDS = 30;
  private static final int DELETING_SECONDS = 600;
  private static final String SERVER = "postgres";
  private static final String TOKEN_VARIABLE = "GATEHOUSE_BENCH_ACCESS";

  @Mixin private final ReportOptions reports = new ReportOptions();

  @Option(names = "--reads", defaultValue = "1000000", description = "how many (1000000)")
  private long reads;

  @Option(names = "--store", defaultValue = "sqlite", description = "sqlite or postgres (sqlite)")
  private Store store = Store.SQLITE;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "fill this folder and keep it; what it holds already is not made again")
  private @Nullable Path data;

  @Option(names = "--fill", description = "only fill it")
  private boolean fillOnly;

  @Option(names = "--seed", defaultValue = "1", description = "of the plates (1)")
  private long seed;

  /** What is measured. */
  enum Store {
    SQLITE,
    POSTGRES
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    BenchReport report = reports.begin("api");
    TempFolder temporary = data == null ? TempFolder.create("api") : null;
    boolean good;
    try {
      if (temporary != null && store == Store.POSTGRES) {
        temporary.letOthersThrough();
      }
      good = measure(temporary == null ? made() : temporary.path(), report);
    } finally {
      if (temporary != null) {
        temporary.remove();
      }
    }
    reports.show(report, Terminal.standard());
    return good ? Exit.OK : Exit.REFUSED;
  }

  private Path made() throws IOException {
    return Files.createDirectories(Objects.requireNonNull(data).toAbsolutePath().normalize());
  }

  /** Whether the engine refused what it was to refuse. */
  private boolean measure(Path folder, BenchReport report)
      throws IOException, InterruptedException, SQLException {
    // The same days for the same folder, whenever it is measured.
    Path day = folder.resolve("end.txt");
    if (!Files.exists(day)) {
      Files.writeString(day, Instant.now().truncatedTo(ChronoUnit.HOURS).toString());
    }
    Instant end = Instant.parse(Files.readString(day));
    report.put("reads", "reads", reads).put("store", "store", name());
    long began = System.nanoTime();
    long filled = fill(folder, end);
    report.put("fillSeconds", "rows made, s", seconds(began));
    if (filled < reads) {
      throw new BenchFailure(folder + " holds " + filled + " reads only: name another --data");
    }
    if (store == Store.SQLITE) {
      return onStore(folder, end, null, report);
    }
    try (PostgresServer server = PostgresServer.start(folder.resolve(SERVER))) {
      return onStore(folder, end, server, report);
    }
  }

  private long fill(Path folder, Instant end)
      throws IOException, InterruptedException, SQLException {
    if (store == Store.SQLITE) {
      return new ReadsFile(files(folder), seed).fill(reads, end);
    }
    try (PostgresServer server = PostgresServer.startToFill(folder.resolve(SERVER))) {
      return new ReadsServer(server, files(folder), seed).fill(reads, end);
    }
  }

  private Path files(Path folder) {
    return folder.resolve(store == Store.SQLITE ? "data" : "files");
  }

  private String name() {
    return store.name().toLowerCase(Locale.ROOT);
  }

  private boolean onStore(
      Path folder, Instant end, @Nullable PostgresServer server, BenchReport report)
      throws IOException, InterruptedException {
    if (fillOnly) {
      return true;
    }
    Path config = config(folder, server);
    String token = Tokens.fresh();
    Map<String, String> environment =
        Map.of(PostgresServer.PASSWORD_VARIABLE, PostgresServer.PASSWORD, TOKEN_VARIABLE, token);
    Refusals refusals;
    try (EngineProcess engine = EngineProcess.start(config, folder, "unused", "", environment)) {
      Searches searches =
          new Searches(engine.url(), token, new Plates(seed), reads, end, seed).run(ROUNDS);
      report
          .put("searches", "searches", searches.count())
          .put("searchP95Ms", "search p95, ms", searches.p95Ms());
      searches
          .p95MsByKind()
          .forEach((kind, p95) -> report.put(kind + "P95Ms", kind + " p95, ms", p95));
      refusals = new Refusals(engine.url(), token).run();
      report
          .put("operations", "operations of the contract", refusals.operations())
          .put("negativeRequests", "requests against the contract", refusals.requests())
          .put("serverErrors", "server errors, or no answer", refusals.failures())
          .put("unauthorised", "answered 401 in spite of the token", refusals.unauthorised())
          .put("tooMany", "answered 429 in spite of a wait", refusals.tooMany())
          .put("accepted", "of these answered below 400", refusals.accepted());
      refusals.examples().forEach(example -> report.note("not refused", example));
    }
    deletions(folder, end, server, report);
    return refusals.good();
  }

  private Path config(Path folder, @Nullable PostgresServer server) throws IOException {
    return Files.writeString(
        folder.resolve("site.yaml"),
        """
        site: bench
        data: "%s"
        %sserver: { bind: 127.0.0.1, port: 0, access-token: "env:%s" }
        # Nothing is too old while searches are measured.
        recording: { retention: { reads: 3650d, events: 3650d, snapshots: 3650d } }
        cameras: [ { id: gate-0, url: "rtsp://127.0.0.1:9/", record: "off" } ]
        """
            .formatted(files(folder), server == null ? "" : server.storage(), TOKEN_VARIABLE));
  }

  /** The oldest day goes, as retention does it. */
  private void deletions(
      Path folder, Instant end, @Nullable PostgresServer server, BenchReport report)
      throws InterruptedException {
    Path files = files(folder);
    DataPlace place = server == null ? DataPlace.of(files) : server.place(files);
    Stores stores = Passages.storage().open(place, List.of(), Ticker.system());
    try {
      Instant limit = end.minus(Passages.SPAN).plus(1, ChronoUnit.DAYS);
      RetentionStall stall = new RetentionStall(stores.events()).run(limit, DELETING_SECONDS);
      report
          .put("deleted", "events of the oldest day deleted", stall.deleted())
          .put("deletedSeconds", "that took, s", stall.seconds())
          .put("writerAloneP99Ms", "a writer before, p99, ms", stall.aloneP99Ms())
          .put("writerAloneMaxMs", "longest wait of a writer before, ms", stall.aloneMaxMs())
          .put("writerP99Ms", "a writer meanwhile, p99, ms", stall.p99Ms())
          .put("writerMaxMs", "longest wait of a writer, ms", stall.maxMs());
    } finally {
      stores.events().close();
    }
  }

  private static double seconds(long began) {
    return Math.round((System.nanoTime() - began) / 1e8) / 10.0;
  }
}
