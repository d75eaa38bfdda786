package org.gatehouse.bench.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.clip.ClipMaker;
import org.gatehouse.bench.engine.BenchFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves many plain cameras until its standard input ends; orders come in there. */
@Command(
    name = "cameras",
    mixinStandardHelpOptions = true,
    description = "Serve many plain cameras; orders and answers are lines of JSON")
public final class FleetCommand implements Callable<Integer> {
  @Mixin private FleetOptions size = new FleetOptions();

  @Option(names = "--h265", defaultValue = "0", description = "percent of them that code H.265")
  private int h265;

  @Option(names = "--login", defaultValue = "0", description = "percent that want a password")
  private int login;

  @Option(names = "--stills", description = "make the clips that frozen cameras show")
  private boolean stills;

  @Option(names = "--yards", description = "most watch a yard, whose pictures can go wrong")
  private boolean yards;

  private final ObjectMapper json = new ObjectMapper();

  @Override
  public Integer call() throws InterruptedException, IOException {
    FleetPlan plain = size.plan(h265, login, stills);
    FleetPlan plan = yards ? plain.withYards() : plain;
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (FleetServer server = new FleetServer(plan, this::say)) {
      server.serve(ClipMaker.standard());
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        obey(server, line);
      }
      return Exit.OK;
    } catch (BenchFailure | IOException e) {
      say(new FleetNews.Refused(String.valueOf(e.getMessage())));
      return Exit.REFUSED;
    }
  }

  private void obey(FleetServer server, String line) {
    try {
      say(server.obey(json.readValue(line, FleetOrder.class)));
    } catch (JsonProcessingException e) {
      say(new FleetNews.Refused("this is no order: " + e.getOriginalMessage()));
    }
  }

  private void say(FleetNews news) {
    try {
      System.out.println(json.writeValueAsString(news));
      System.out.flush();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
