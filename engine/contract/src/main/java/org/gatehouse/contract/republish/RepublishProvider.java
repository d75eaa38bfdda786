package org.gatehouse.contract.republish;

import java.util.List;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.time.Ticker;

/**
 * Serves streams of the engine to others, such as recorders and players. Found by ServiceLoader.
 */
public interface RepublishProvider {
  /**
   * Binds and serves.
   *
   * @throws ConfigException if the address cannot be bound
   */
  Republisher start(Settings settings, StreamLender streams, PullListener listener);

  /**
   * How to serve.
   *
   * @param bind the address to listen on
   * @param port 0 for any free one
   * @param mostSessions at once
   * @param users who may pull what; nobody else may
   */
  record Settings(
      String bind, int port, int mostSessions, List<RepublishUser> users, Ticker ticker) {
    /** Copies the list. */
    public Settings {
      users = List.copyOf(users);
    }
  }
}
