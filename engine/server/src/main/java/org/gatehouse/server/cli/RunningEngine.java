package org.gatehouse.server.cli;

import java.net.URI;
import java.nio.file.Path;
import org.gatehouse.server.config.SiteConfig;
import org.jspecify.annotations.Nullable;

/** What the command line knows of an engine that serves. */
public interface RunningEngine extends AutoCloseable {
  /** Where the page and the API are, as seen from this machine. */
  URI url();

  /** Where the first admin makes an account, once; null if there is a user already. */
  @Nullable URI firstAdmin();

  /** Stops in order: closes segments, delivers what can be, closes the log. */
  @Override
  void close();

  /** Starts engines. */
  @FunctionalInterface
  interface Starter {
    /**
     * Starts one; returns when it serves.
     *
     * @param file where the configuration is from
     * @throws org.gatehouse.contract.config.ConfigException if the configuration or the machine
     *     does not let it
     */
    RunningEngine start(SiteConfig config, Path file);
  }
}
