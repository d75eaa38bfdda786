package org.gatehouse.bench.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.jspecify.annotations.Nullable;

/**
 * A script of {@code engine/console/e2e} that drives Chromium. Each of its lines is a JSON object:
 * an order ({@code "fault"}), which is obeyed and answered by a line, a word on how far it is
 * ({@code "doing"}), or, last, its figures.
 */
final class Browser {
  private static final Path SCRIPTS = Path.of("engine/console/e2e");
  private static final int SPARE_SECONDS = 60;

  /** Told of an order and of how far the script is. */
  interface Listener {
    /** Makes those cameras do that. */
    void fault(List<String> cameras, String fault);

    /** A few words on what is measured now. */
    void doing(String what);
  }

  private final String script;
  private final Listener listener;
  private final ObjectMapper json = new ObjectMapper();

  Browser(String script, Listener listener) {
    this.script = script;
    this.listener = listener;
  }

  /** A listener for scripts that have nothing to say until their figures. */
  static Listener quiet(Consumer<String> doing) {
    return new Listener() {
      @Override
      public void fault(List<String> cameras, String fault) {
        throw new BenchFailure("the script asks for " + fault + ", and there are no cameras");
      }

      @Override
      public void doing(String what) {
        doing.accept(what);
      }
    };
  }

  /**
   * Runs it to its end.
   *
   * @throws BenchFailure if it is not there, fails, or says nothing sensible
   */
  JsonNode run(int seconds, List<String> arguments) throws IOException, InterruptedException {
    Path file = Launcher.home().resolve(SCRIPTS).resolve(script);
    if (!Files.isReadable(file)) {
      throw new BenchFailure("there is no " + SCRIPTS.resolve(script) + " to drive the browser");
    }
    List<String> command = new ArrayList<>(List.of("node", file.toString()));
    command.addAll(arguments);
    Process node =
        new ProcessBuilder(command)
            .directory(Launcher.home().resolve("engine/console").toFile())
            .redirectErrorStream(true)
            .start();
    try {
      return figures(node, seconds);
    } finally {
      node.descendants().forEach(ProcessHandle::destroy);
      node.destroy();
    }
  }

  private JsonNode figures(Process node, int seconds) throws IOException, InterruptedException {
    @Nullable JsonNode last = null;
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8);
        Writer answers = node.outputWriter(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode heard = parse(line);
        if (heard == null) {
          said.add(line);
        } else if (heard.has("fault")) {
          obey(heard, answers);
        } else if (heard.has("doing")) {
          listener.doing(heard.path("doing").asText());
        } else {
          last = heard;
        }
      }
    }
    boolean over = node.waitFor(seconds + SPARE_SECONDS, TimeUnit.SECONDS);
    if (!over || node.exitValue() != 0 || last == null) {
      throw new BenchFailure("the browser could not be driven: " + String.join(" | ", said));
    }
    return last;
  }

  private @Nullable JsonNode parse(String line) {
    try {
      return line.startsWith("{") ? json.readTree(line) : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void obey(JsonNode order, Writer answers) throws IOException {
    List<String> cameras = new ArrayList<>();
    order.path("cameras").forEach(camera -> cameras.add(camera.asText()));
    listener.fault(cameras, order.path("fault").asText());
    answers.write("done\n");
    answers.flush();
  }
}
