package org.gatehouse.server.cli.cameras;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.camera.CameraDirectory;
import org.gatehouse.contract.camera.DiscoveryRequest;
import org.gatehouse.contract.camera.FoundCamera;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.Installed;
import org.gatehouse.server.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse cameras discover}: who answers on the network. */
@Command(
    name = "discover",
    description = "Find ONVIF cameras: call to all nearby, or ask each address of a network.",
    mixinStandardHelpOptions = true)
final class DiscoverCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--cidr",
      paramLabel = "NETWORK",
      description = "Ask every address of this network, such as 192.168.1.0/24.")
  private @Nullable String cidr;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      paramLabel = "N",
      description = "How long to wait for answers to the call; ${DEFAULT-VALUE} if left out.")
  private int seconds;

  @Option(names = "--json", description = "Tell it as JSON.")
  private boolean json;

  /** The port's implementation. */
  static CameraDirectory directory() {
    return Installed.one(CameraDirectory.class);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    List<FoundCamera> found = new ArrayList<>();
    DiscoveryRequest request =
        new DiscoveryRequest(cidr == null, cidr, List.of(), Duration.ofSeconds(seconds));
    try {
      directory().discover(request, new Teller(found, err));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), e);
    }
    if (json) {
      out.println(new ObjectMapper().valueToTree(found).toPrettyString());
    } else {
      found.forEach(camera -> print(camera, out));
      out.println(found.size() + " cameras found");
    }
    return ExitCode.OK;
  }

  private static void print(FoundCamera camera, PrintWriter out) {
    out.printf(
        "%-16s %-24s %-24s %s%n",
        camera.address(), camera.hardware(), camera.name(), camera.services());
  }

  private record Teller(List<FoundCamera> found, PrintWriter err)
      implements CameraDirectory.Listener {
    @Override
    public void onFound(FoundCamera camera) {
      found.add(camera);
    }

    @Override
    public void onProgress(int asked, int total) {
      if (asked % 256 == 0 || asked == total) {
        err.println(asked + " of " + total + " addresses asked");
        err.flush();
      }
    }

    @Override
    public void onProblem(String where, String seen) {
      err.println(where + ": " + seen);
    }
  }
}
