package org.gatehouse.camera.onvif.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.config.Secret;

/** SOAP answers and HTTP challenges, fed with anything. */
class SoapInputFuzzTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @FuzzTest
  void envelope(byte[] data) {
    try {
      switch (SoapReply.read(data, Set.of("NotificationMessage"))) {
        case SoapReply.Answer answer -> {
          assertThat(answer.body().find("NotificationMessage")).isNull();
          DeviceClock clock = DeviceClock.read(answer.body(), null, NOW);
          assertThat(clock.offset().abs()).isLessThan(Duration.ofDays(366L * 10_000_000_000L));
        }
        case SoapReply.Fault fault -> assertThat(fault.toString()).doesNotContain("\n");
      }
    } catch (XmlFormatException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  /** Challenges and a Date header, a line each. */
  @FuzzTest
  void challenges(byte[] data) {
    List<String> lines = new String(data, StandardCharsets.ISO_8859_1).lines().toList();
    Login login = new Login(new Credentials("u", Secret.of("p")), LoginGuard.NONE);
    for (int i = 0; i < 4; i++) {
      Login.Proof proof = login.proof("POST", "/", NOW);
      String date = lines.isEmpty() ? "" : lines.getFirst();
      login.refused(proof, new HttpReply(401, lines, date, "", new byte[0]), NOW);
    }
    assertThat(login.exhausted() || lines.stream().anyMatch(l -> l.contains("="))).isTrue();
  }
}
