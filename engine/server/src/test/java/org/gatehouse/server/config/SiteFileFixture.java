package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Reads a site file in a folder of its own. */
abstract class SiteFileFixture {
  record Hook(URI url, Secret secret, @Default("10s") Duration timeout, @Nullable Path spool) {
    Hook {
      if (timeout.isZero()) {
        throw new IllegalArgumentException("timeout must be longer than nothing");
      }
    }
  }

  record Relay(URI url) {}

  private static final Map<String, String> ENVIRONMENT =
      Map.of("CAM_PW", "s3cret-camera", "HOOK_SECRET", "s3cret-hook", "EMPTY", "");

  @TempDir Path folder;
  Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("site.yaml");
  }

  SiteConfig read(String yaml) {
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Plugins plugins = new Plugins(Map.of("webhook", Hook.class), Map.of("relay", Relay.class));
    return new SiteFile(plugins, ENVIRONMENT::get).read(file);
  }

  /** What reading says, with the file's folder taken off every line. */
  String refusal(String yaml) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    assertThat(e).as("refusal").isNotNull();
    return String.valueOf(e.getMessage()).replace(folder + "/", "");
  }

  static final String SAMPLE =
      """
      site: north-gate
      data: ./data
      server: { bind: 0.0.0.0, port: 8080, access-token: "file:token.txt", public-url: null }
      cameras:
        - id: gate-in
          name: North gate, lane in
          url: rtsp://10.0.0.5:554/stream1
          username: admin
          password: env:CAM_PW
          record: off
          analytics: { kind: vehicle, regions: [CN, DE] }
        - { id: yard, url: "rtsp://10.0.0.6/" }
      destinations:
        - { type: webhook, name: backend, url: "http://127.0.0.1:9000/hook", secret: "env:HOOK_SECRET", timeout: 500ms }
      """;

  void token(String mode) throws IOException {
    Path token = Files.writeString(folder.resolve("token.txt"), "s3cret-token\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString(mode));
  }
}
