package org.gatehouse.server.cli.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DataFolder;
import org.gatehouse.contract.storage.DataFolder.StoreVersion;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.server.backup.SiteSketch;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse upgrade}: brings a data folder to this version. */
@Command(
    name = "upgrade",
    description =
        "Bring the stores of a data folder to this version; no engine may run. What is changed is"
            + " copied first.",
    mixinStandardHelpOptions = true)
public final class UpgradeCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration.")
  private @Nullable Path config;

  @Option(names = "--plan", description = "Only say what would be done.")
  private boolean plan;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    SiteSketch site = SiteSketch.read(Objects.requireNonNull(config));
    Path data = site.data();
    DataFolder folder = DataFolders.of(place(site));
    List<StoreVersion> stores = folder.versions();
    stores.forEach(store -> out.println(line(store)));
    refuseNewer(data, stores);
    if (stores.stream().noneMatch(StoreVersion::older)) {
      out.println(data + ": nothing to do");
    } else if (plan) {
      out.println(data + ": would be upgraded; nothing was changed");
    } else {
      Path copies = upgrade(data, folder);
      out.println(data + ": upgraded; what was changed lies as it was in " + copies);
    }
    return ExitCode.OK;
  }

  /** A server is asked with its password; files alone need none of the site's secrets. */
  private static DataPlace place(SiteSketch site) {
    return site.hasServer() ? new SiteFile().read(site.file()).place() : DataPlace.of(site.data());
  }

  private static String line(StoreVersion store) {
    if (store.found() == 0) {
      return "%s: not there yet".formatted(store.store());
    }
    return store.found() == store.known()
        ? "%s: version %d".formatted(store.store(), store.found())
        : "%s: version %d, this Gatehouse writes %d"
            .formatted(store.store(), store.found(), store.known());
  }

  private static void refuseNewer(Path data, List<StoreVersion> stores) {
    for (StoreVersion store : stores) {
      if (store.newer()) {
        throw new ConfigException(
            "%s was written by a newer Gatehouse (version %d, this one knows %d): nothing was changed; run that version"
                .formatted(data.resolve(store.store()), store.found(), store.known()));
      }
    }
  }

  private static Path upgrade(Path data, DataFolder folder) {
    Path copies = data.resolve("before-upgrade-" + STAMP.format(Instant.now()));
    try {
      Files.createDirectory(copies);
      try {
        folder.upgrade(copies);
      } catch (ConfigException | StorageException e) {
        removeIfEmpty(copies);
        throw new ConfigException(String.valueOf(e.getMessage()), e);
      }
      return copies;
    } catch (IOException e) {
      throw new ConfigException(
          copies + " cannot be made (" + e + "): let this user write there and make room", e);
    }
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    boolean empty;
    try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
      empty = !content.iterator().hasNext();
    }
    if (empty) {
      Files.delete(folder);
    }
  }
}
