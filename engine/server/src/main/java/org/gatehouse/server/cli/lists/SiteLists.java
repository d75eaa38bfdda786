package org.gatehouse.server.cli.lists;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.cli.DataStores;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The lists of the site that a command is told. */
final class SiteLists {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration; it is never written.")
  private @Nullable Path config;

  private @Nullable SiteConfig site;

  private SiteConfig site() {
    SiteConfig read = site == null ? new SiteFile().read(Objects.requireNonNull(config)) : site;
    site = read;
    return read;
  }

  /** In which times without an offset are meant. */
  ZoneId zone() {
    return site().recording().zone();
  }

  /** What an entry may name: gate lanes, and cameras. */
  Set<String> lanes() {
    return site().laneNames();
  }

  /** The lists themselves, beside an engine that may be running on them. */
  VehicleListStore open() {
    try {
      return DataStores.lists(site().place());
    } catch (StorageException e) {
      throw refused(e);
    }
  }

  /** Notes in the audit log what is done next, as the interface does; not done if that fails. */
  void note(String action, Map<String, ?> details) {
    try (AuditLog audit = DataStores.audit(site().place())) {
      audit.note(action, DataStores.who(), null, details);
    } catch (StorageException e) {
      throw refused(e);
    }
  }

  static ConfigException refused(StorageException e) {
    return new ConfigException(String.valueOf(e.getMessage()), e);
  }
}
