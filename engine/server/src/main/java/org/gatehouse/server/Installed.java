package org.gatehouse.server;

import java.util.ServiceLoader;
import org.gatehouse.contract.config.ConfigException;

/** What the class path brings for a port of which there is one. Stateless. */
public final class Installed {
  private Installed() {}

  /**
   * The port's implementation, made anew.
   *
   * @throws ConfigException if there is none
   */
  public static <T> T one(Class<T> port) {
    return ServiceLoader.load(port)
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "no "
                        + port.getSimpleName()
                        + " is on the class path: the installation is incomplete; build it again"));
  }
}
