package org.gatehouse.server.onboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.config.OpenSite;
import org.gatehouse.server.config.ZoneFolder;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The folder {@code site.d}: what is applied now, every state before, a journal, and the passwords.
 * Each file is written whole or not at all; passwords first, so that what is applied can be read.
 */
public final class AppliedCameras {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String SECRETS = OpenSite.FOLDER + "/secrets/";

  private AppliedCameras() {}

  /** The reference to a camera's password, as it stands in the file. */
  static String secretReference(String id) {
    return "file:" + SECRETS + id + ".password";
  }

  /** The applied cameras, checked. */
  static List<Row> rows(OpenSite site) {
    if (site.applied().isEmpty()) {
      return List.of();
    }
    try {
      String text = Files.readString(site.appliedFile());
      Node root = new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow();
      return RowNodes.rows(root);
    } catch (IOException e) {
      throw new ConfigException(site.appliedFile() + ": cannot be read: " + e, e);
    }
  }

  /** Writes the applied cameras as a sheet; passwords stay references. */
  public static void export(OpenSite site, Appendable to) {
    try {
      SheetWriter.write(rows(site), to);
    } catch (IOException e) {
      throw new ConfigException("the sheet cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Makes a plan true; does nothing if it changes nothing.
   *
   * @param user who does it, for the journal
   * @throws ConfigException if a file cannot be written
   */
  public static void apply(OpenSite site, Plan plan, Instant now, String user) {
    if (plan.empty()) {
      return;
    }
    Path folder = site.appliedFile().resolveSibling("");
    try {
      privateFolder(site.folder().resolve(SECRETS));
      Files.createDirectories(folder.resolve("versions"));
      try (FileChannel lock =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = lock.tryLock()) {
        if (held == null) {
          throw new ConfigException(folder + " is being changed by another command; try again");
        }
        write(site, folder, plan, now, user);
      }
    } catch (IOException e) {
      throw new ConfigException(folder + ": cannot be written: " + e, e);
    }
  }

  private static void write(OpenSite site, Path folder, Plan plan, Instant now, String user)
      throws IOException {
    for (Map.Entry<String, Secret> password : plan.passwords().entrySet()) {
      Path file = site.folder().resolve(password.getKey().substring("file:".length()));
      DurableFile.write(file, password.getValue().reveal().getBytes(StandardCharsets.UTF_8), true);
    }
    byte[] text = CamerasText.of(plan.rows()).getBytes(StandardCharsets.UTF_8);
    long number = versions(folder) + 1;
    String version = "cameras-" + STAMP.format(now) + "-" + number + ".yaml";
    DurableFile.write(folder.resolve("versions").resolve(version), text, false);
    DurableFile.write(site.appliedFile(), text, false);
    DurableFile.append(
        folder.resolve("journal.jsonl"),
        (entry(plan, now, user, version, text) + "\n").getBytes(StandardCharsets.UTF_8));
    for (Change change : plan.changes()) {
      if (change.kind() == Change.Kind.REMOVED) {
        Files.deleteIfExists(
            site.folder().resolve(secretReference(change.id()).substring("file:".length())));
        putAway(ZoneFolder.in(site.folder()), change.id(), STAMP.format(now));
      }
    }
  }

  /**
   * What was drawn on the picture of a camera that is gone; a new one of that name shows another.
   */
  private static void putAway(Path zones, String camera, String stamp) throws IOException {
    Path drawn = zones.resolve(camera + ".yaml");
    if (Files.exists(drawn)) {
      Path versions = Files.createDirectories(zones.resolve("versions"));
      Files.move(drawn, versions.resolve(camera + "@removed-" + stamp + ".yaml"));
    }
  }

  private static String entry(Plan plan, Instant now, String user, String version, byte[] text) {
    ObjectNode entry = new ObjectMapper().createObjectNode();
    entry.put("at", now.toString()).put("by", user).put("version", version);
    for (Change.Kind kind : Change.Kind.values()) {
      entry.put(kind.name().toLowerCase(java.util.Locale.ROOT), plan.count(kind));
    }
    return entry.put("passwords", plan.passwords().size()).put("sha256", sha256(text)).toString();
  }

  private static long versions(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("versions"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).count();
    }
  }

  private static void privateFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  private static String sha256(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
