package org.gatehouse.server.config;

import java.util.List;
import java.util.Set;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.republish.RepublishProvider;
import org.gatehouse.contract.republish.RepublishUser;
import org.gatehouse.contract.time.Ticker;

/** How others pull streams from here instead of from the cameras. */
@Describe("RTSP server for players and recorders of others; off if left out.")
public record RepublishConfig(
    @Describe("Address to listen on.") @Default("127.0.0.1") String bind,
    @Describe("TCP port, or 0 for any free one.") @Default("8554") int port,
    @Describe("How many streams may be pulled at once.") @Default("32") int sessions,
    @Describe("Who may pull what.") List<User> users) {

  /** Somebody who may pull streams. */
  @Describe("Somebody who may pull streams.")
  public record User(
      @Describe("User name for Digest.") String name,
      @Describe("Password, as env:NAME or file:PATH.") Secret password,
      @Describe("Ids of the cameras granted, with their smaller streams.")
          List<CameraId> cameras) {}

  /** As a provider takes it. */
  public RepublishProvider.Settings settings(Ticker ticker) {
    List<RepublishUser> granted =
        users.stream()
            .map(user -> new RepublishUser(user.name, user.password, Set.copyOf(user.cameras)))
            .toList();
    return new RepublishProvider.Settings(bind, port, sessions, granted, ticker);
  }
}
