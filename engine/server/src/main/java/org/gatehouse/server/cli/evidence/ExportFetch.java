package org.gatehouse.server.cli.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.cli.cameras.EngineCall;
import org.gatehouse.server.sitekey.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One export: asked for, waited for with a bar that grows, fetched and compared. While it is waited
 * for, Ctrl-C has the engine give it up. One use each.
 */
final class ExportFetch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_MILLIS = 300;
  private static final int BAR = 30;
  private static final int ACCEPTED = 202;
  private static final int OK = 200;
  private static final int DELETED = 204;
  private static final int SECONDS_PER_HOUR = 3600;
  private static final List<String> PROOF =
      List.of("manifest.json", "manifest.json.sig", "key.pem");

  private final EngineCall engine;
  private final Path folder;
  private final PrintWriter err;

  ExportFetch(EngineCall engine, Path folder, PrintWriter err) {
    this.engine = engine;
    this.folder = folder;
    this.err = err;
  }

  /**
   * Fetches it all.
   *
   * @return the files, as paths
   * @throws ConfigException if the engine refuses or fails, or the folder cannot be used
   * @throws IOException if the engine does not answer
   */
  List<String> run(
      List<String> cameras, Instant from, Instant to, boolean redacted, @Nullable String reason)
      throws IOException, InterruptedException {
    prepare();
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("cameras", cameras);
    request.put("from", from.toString());
    request.put("to", to.toString());
    request.put("redacted", redacted);
    request.put("reason", reason);
    String address = ask(request).path("url").asText();
    GiveUp onInterrupt = GiveUp.atInterrupt(() -> stop(address));
    JsonNode done;
    try {
      done = await(address);
    } finally {
      onInterrupt.cancel();
    }
    List<String> files = new ArrayList<>();
    for (JsonNode file : done.path("files")) {
      files.add(fetch(file.path("url").asText(), file.path("name").asText(), file));
    }
    for (String name : PROOF) {
      files.add(fetch(address + "/" + name, name, null));
    }
    return files;
  }

  private void prepare() {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> there = Files.list(folder)) {
        if (there.findAny().isPresent()) {
          throw new ConfigException(
              "--out " + folder + " is not empty: an export has a folder of its own");
        }
      }
    } catch (IOException e) {
      throw new ConfigException("--out " + folder + " cannot be used: " + e, e);
    }
  }

  private JsonNode ask(Map<String, @Nullable Object> request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        engine.send("POST", "api/v1/exports", JSON.writeValueAsString(request));
    JsonNode tree = tree(answer.body());
    if (answer.statusCode() != ACCEPTED) {
      throw new ConfigException(
          "the engine at %s answers %d: %s"
              .formatted(engine.base(), answer.statusCode(), tree.path("detail").asText()));
    }
    return tree;
  }

  private JsonNode await(String address) throws IOException, InterruptedException {
    while (true) {
      JsonNode export = tree(engine.send("GET", address, null).body());
      String state = export.path("state").asText();
      if (state.equals("done") || state.equals("running")) {
        show(export);
      }
      if (state.equals("done")) {
        err.println();
        err.flush();
        return export;
      }
      if (!state.equals("running")) {
        err.println();
        throw new ConfigException("the export failed: " + export.path("detail").asText());
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** On the thread that Ctrl-C starts; the engine may be gone, too. */
  private void stop(String address) {
    try {
      int status = engine.send("DELETE", address).statusCode();
      err.println();
      err.println(
          status == DELETED ? "stopped; nothing is left of it" : "the engine answers " + status);
    } catch (IOException e) {
      err.println();
      err.println("the engine does not hear that it is to stop: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    err.flush();
  }

  private void show(JsonNode export) {
    double share = export.path("progress").asDouble();
    int full = (int) Math.round(share * BAR);
    err.printf(
        "\r[%s%s] %3.0f %% %-12s %-40.40s",
        "#".repeat(full),
        " ".repeat(BAR - full),
        share * 100,
        remaining(export.path("remainingSeconds")),
        export.path("detail").asText());
    err.flush();
  }

  private static String remaining(JsonNode seconds) {
    if (!seconds.isNumber()) {
      return "";
    }
    long left = seconds.asLong();
    return left >= SECONDS_PER_HOUR
        ? "%d:%02d h left".formatted(left / SECONDS_PER_HOUR, left / 60 % 60)
        : "%d:%02d left".formatted(left / 60, left % 60);
  }

  private String fetch(String address, String name, @Nullable JsonNode file)
      throws IOException, InterruptedException {
    Path path = folder.resolve(name).normalize();
    if (!folder.normalize().equals(path.getParent())) {
      throw new ConfigException("the engine names a file '" + name + "', which is none");
    }
    int status = engine.fetch(address, path);
    if (status != OK || (file != null && !Sha256.of(path).equals(file.path("sha256").asText()))) {
      Files.deleteIfExists(path);
      throw new ConfigException(
          name + " did not come whole from the engine (" + status + "): try again");
    }
    return path.toString();
  }

  private static JsonNode tree(String text) throws IOException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IOException("it does not answer as an engine does", e);
    }
  }
}
