package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedLinksTest {
  private static final UUID ID = UUID.fromString("0199f000-0000-7000-8000-000000000001");

  @TempDir private Path folder;

  private static Event event(Snapshot snapshot) {
    return new Event(
        ID,
        "north",
        new CameraId("gate-in"),
        Instant.EPOCH,
        new EventDetail.FaceSnapshot(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH),
        List.of(snapshot));
  }

  /** A clock that is some time behind or ahead. */
  private static Ticker shifted(Duration by) {
    return new Ticker() {
      @Override
      public long nanos() {
        return Ticker.system().nanos();
      }

      @Override
      public long epochMicros() {
        return Ticker.system().epochMicros() + by.toNanos() / 1000;
      }
    };
  }

  @Test
  void url_opensThatPictureAlone_untilItExpires_withoutALogin() throws Exception {
    StorageProvider.Stores stores =
        ServiceLoader.load(StorageProvider.class)
            .findFirst()
            .orElseThrow()
            .open(folder, Ticker.system());
    Snapshot crop = stores.snapshots().write(ID, "crop", new byte[] {1, 2, 3});
    Snapshot scene = stores.snapshots().write(ID, "scene", new byte[] {4});
    stores.events().append(event(crop));
    WebServer server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(stores, List.of()),
            TestAccess.of(Secret.of("a-long-token")),
            Assets.load(getClass().getClassLoader()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      SignedLinks links = new SignedLinks(new byte[32], null, Ticker.system());
      String url = links.url(event(crop), crop);
      assertThat(status(client, server, url)).isEqualTo(200);
      assertThat(status(client, server, url.substring(0, url.indexOf('?')))).isEqualTo(401);
      assertThat(status(client, server, url.replace("crop.jpg", "scene.jpg"))).isEqualTo(403);
      assertThat(status(client, server, url.replaceFirst("expires=\\d", "expires=9")))
          .isEqualTo(403);
      assertThat(status(client, server, url.replaceFirst("expires=\\d+", "expires=soon")))
          .isEqualTo(400);
      assertThat(status(client, server, url + "x")).isEqualTo(403);
      SignedLinks others = new SignedLinks(new byte[] {7}, null, Ticker.system());
      assertThat(status(client, server, others.url(event(crop), crop))).isEqualTo(403);
      SignedLinks before =
          new SignedLinks(
              new byte[32], null, shifted(SignedLinks.LIFETIME.plusSeconds(5).negated()));
      assertThat(status(client, server, before.url(event(crop), crop))).isEqualTo(410);
      assertThat(status(client, server, links.url(event(scene), scene))).isEqualTo(404);
      String events = "api/v1/events?" + url.substring(url.indexOf('?') + 1);
      assertThat(status(client, server, events)).isEqualTo(401);
    } finally {
      server.close();
      stores.events().close();
    }
  }

  private static int status(HttpClient client, WebServer server, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.url().resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void in_folder_keepsItsKeyForItsOwnerAlone() throws Exception {
    Snapshot crop = new Snapshot("crop", "00", 1);
    Ticker still =
        new Ticker() {
          @Override
          public long nanos() {
            return 0;
          }

          @Override
          public long epochMicros() {
            return 0;
          }
        };
    URI base = URI.create("https://gate.example/app");
    String url = SignedLinks.in(folder, base, still).url(event(crop), crop);
    assertThat(url).startsWith("https://gate.example/app/api/v1/events/" + ID);
    assertThat(SignedLinks.in(folder, base, still).url(event(crop), crop)).isEqualTo(url);
    Path key = folder.resolve("links.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Files.writeString(key, "short");
    assertThatThrownBy(() -> SignedLinks.in(folder, base, still))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("links.key")
        .hasMessageNotContaining("short\"");
  }
}
