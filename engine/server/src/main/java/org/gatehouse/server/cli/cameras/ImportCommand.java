package org.gatehouse.server.cli.cameras;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.OpenSite;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.onboard.AppliedCameras;
import org.gatehouse.server.onboard.Change;
import org.gatehouse.server.onboard.Import;
import org.gatehouse.server.onboard.Plan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse cameras import}: a CSV sheet into {@code site.d}, whole or not at all. */
@Command(
    name = "import",
    description = {
      "Take cameras from a CSV sheet, whole or not at all.",
      "The first line names its columns, id and url at least; all are:",
      "id, name, template, url, sub-url, username, password, transport,",
      "audio, policies, switch, onvif, record, record-streams, record-schedule,",
      "record-on, record-before, record-after, record-priority, retention,",
      "keep-open, picture-health, pixels-per-metre, mask, mask-areas,",
      "analytics, regions.",
      "Every mistake is told with its line; a sheet with any applies nothing",
      "and ends with 1. Passwords go to private files below site.d."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "CSV", description = "The sheet: UTF-8, comma, semicolon or tab.")
  private @Nullable Path csv;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration; it is never written.")
  private @Nullable Path config;

  @ArgGroup(multiplicity = "1")
  private @Nullable Mode mode;

  @Option(names = "--prune", description = "Remove applied cameras that are not in the sheet.")
  private boolean prune;

  @Option(names = "--json", description = "Tell the changes as JSON.")
  private boolean json;

  /** One of the two must be said. */
  static final class Mode {
    @Option(names = "--plan", description = "Only say what would change.")
    boolean plan;

    @Option(names = "--apply", description = "Change it; a running engine follows within seconds.")
    boolean apply;
  }

  @Override
  public Integer call() {
    OpenSite site = new SiteFile().open(Objects.requireNonNull(config));
    Plan plan = new Import(site).plan(Objects.requireNonNull(csv), prune);
    boolean apply = Objects.requireNonNull(mode).apply;
    if (apply) {
      AppliedCameras.apply(site, plan, Instant.now(), System.getProperty("user.name", "unknown"));
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(tree(plan, apply));
    } else {
      print(plan, apply, out);
    }
    return ExitCode.OK;
  }

  private static void print(Plan plan, boolean applied, PrintWriter out) {
    for (Change change : plan.changes()) {
      if (change.kind() != Change.Kind.UNCHANGED) {
        out.println(line(change));
      }
    }
    String what = applied ? "applied: " : "plan: ";
    out.println(plan.empty() ? "nothing to do: " + plan.summary() : what + plan.summary());
  }

  private static String line(Change change) {
    List<String> keys =
        change.keys().stream().map(k -> k.equals("password") ? "password changed" : k).toList();
    String told = keys.isEmpty() ? "" : ": " + String.join(", ", keys);
    return "%-8s %s%s".formatted(word(change), change.id(), told);
  }

  private static String word(Change change) {
    return change.kind().name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode tree(Plan plan, boolean applied) {
    ObjectNode tree = new ObjectMapper().createObjectNode();
    tree.put("applied", applied && !plan.empty());
    for (Change.Kind kind : Change.Kind.values()) {
      tree.put(kind.name().toLowerCase(Locale.ROOT), plan.count(kind));
    }
    ArrayNode cameras = tree.putArray("cameras");
    for (Change change : plan.changes()) {
      ObjectNode camera = cameras.addObject().put("id", change.id()).put("change", word(change));
      change.keys().forEach(camera.withArray("keys")::add);
    }
    return tree;
  }
}
