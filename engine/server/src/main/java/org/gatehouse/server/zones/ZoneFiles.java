package org.gatehouse.server.zones;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.server.config.OpenSite;
import org.gatehouse.server.config.ZoneFolder;
import org.gatehouse.server.config.ZonesConfig;
import org.gatehouse.server.onboard.DurableFile;

/**
 * The files of one camera's zones: {@code site.d/zones/CAMERA.yaml}, every state that was ever
 * saved as {@code site.d/zones/versions/CAMERA@NUMBER.yaml}, and a line in the journal of {@code
 * site.d}. Who writes holds the lock of {@code site.d}.
 */
final class ZoneFiles {
  private static final int TAG_LENGTH = 12;

  private final Path site;
  private final CameraId camera;

  /**
   * Of a camera.
   *
   * @param site folder of the site's file
   */
  ZoneFiles(Path site, CameraId camera) {
    this.site = site;
    this.camera = camera;
  }

  /**
   * Tells the file's content from any other.
   *
   * @param elsewhere what other files say beside it
   */
  String tag(ZonesConfig elsewhere) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(content());
    all.writeBytes(elsewhere.toString().getBytes(StandardCharsets.UTF_8));
    return sha256(all.toByteArray()).substring(0, TAG_LENGTH);
  }

  private byte[] content() throws IOException {
    try {
      return Files.readAllBytes(ZoneFolder.file(site, camera));
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /** Saves a state under the next number; one that was written by hand meanwhile is kept first. */
  ZonesConfig save(ZonesConfig zones, int versionNow, Instant now, String user) throws IOException {
    Path versions = Files.createDirectories(ZoneFolder.in(site).resolve("versions"));
    int last = Math.max(versionNow, newest(versions));
    byte[] before = content();
    Path kept = version(versions, versionNow);
    boolean known =
        before.length == 0
            || (Files.exists(kept) && Arrays.equals(Files.readAllBytes(kept), before));
    if (!known) {
      last += Files.exists(kept) ? 1 : 0;
      DurableFile.write(version(versions, last), before, false);
    }
    ZonesConfig saved = zones.numbered(last + 1);
    byte[] text = ZoneText.of(saved);
    DurableFile.write(version(versions, saved.version()), text, false);
    DurableFile.write(ZoneFolder.file(site, camera), text, false);
    DurableFile.append(
        site.resolve(OpenSite.FOLDER).resolve("journal.jsonl"),
        (entry(saved, now, user, text) + "\n").getBytes(StandardCharsets.UTF_8));
    return saved;
  }

  private Path version(Path versions, int number) {
    return versions.resolve(camera + "@" + number + ".yaml");
  }

  private int newest(Path versions) throws IOException {
    Pattern name = Pattern.compile(Pattern.quote(camera + "@") + "(\\d{1,9})\\.yaml");
    try (Stream<Path> all = Files.list(versions)) {
      return all.map(file -> name.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
          .max()
          .orElse(0);
    }
  }

  private String entry(ZonesConfig saved, Instant now, String user, byte[] text) {
    return new ObjectMapper()
        .createObjectNode()
        .put("at", now.toString())
        .put("by", user)
        .put("zones", camera.value())
        .put("version", saved.version())
        .put("sha256", sha256(text))
        .toString();
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
