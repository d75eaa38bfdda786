package org.gatehouse.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarrierKeysTest {
  @TempDir private Path folder;

  @Test
  void read_everyTypeWithTheKeysThatItNeeds_isTaken() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: a
            barriers:
              - { type: simulated, name: s }
              - { type: http, name: h, open: "http://10.0.0.7/relay/0?timer={s}" }
              - { type: modbus, name: m, host: 10.0.0.8, open-coil: 0 }
              - { type: onvif, name: o, url: "http://10.0.0.9/onvif/device_service" }
              - { type: mqtt, name: q, url: "mqtt://10.0.0.6", commands: gate/set, states: gate/state }
            """);
    SiteConfig site = new SiteFile().read(file);
    assertThat(site.barriers())
        .extracting(barrier -> barrier.type())
        .containsExactly("simulated", "http", "modbus", "onvif", "mqtt");
  }
}
