package org.gatehouse.camera.simulator.onvif;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Serves recorded replies, one file for each operation: {@code GetProfiles.xml} or {@code
 * media.GetProfiles.xml}. Placeholders of the recorder in double braces are taken out; the replies
 * are else served as they were recorded, broken ones too. Immutable.
 */
final class RecordedOnvifDevice implements OnvifResponder {
  private final Map<String, String> replies = new TreeMap<>();

  RecordedOnvifDevice(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> file.toString().endsWith(".xml")).sorted().forEach(this::read);
    }
  }

  private void read(Path file) {
    String stem = String.valueOf(file.getFileName()).replaceFirst("\\.xml$", "");
    String operation = stem.substring(stem.lastIndexOf('.') + 1);
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      replies.put(operation, text.replaceAll("(?s)\\{\\{.*?}}", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The operations that it knows. */
  List<String> operations() {
    return List.copyOf(replies.keySet());
  }

  @Override
  public CompletableFuture<Said> answer(Asked asked) {
    String reply = replies.get(asked.name());
    return CompletableFuture.completedFuture(
        reply == null
            ? Said.fault(400, "ActionNotSupported", "not recorded")
            : Said.text(200, reply));
  }

  @Override
  public Said get(String path, String authorization) {
    return path.contains("image.cgi")
        ? new Said(200, "image/jpeg", StillPicture.jpeg(), List.of())
        : Said.text(404, "");
  }

  @Override
  public Instant time() {
    return Instant.now();
  }

  @Override
  public String name() {
    return "recorded";
  }

  @Override
  public String probeMatch(String base, String relatesTo) {
    String reply = replies.getOrDefault("Probe", "");
    return reply.replace("SERVICE_URI", base + DeviceAnswers.PATH).replace("RELATES_TO", relatesTo);
  }
}
