package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.LanePriority;
import org.gatehouse.runtime.gate.LaneRules;
import org.gatehouse.runtime.gate.Outcome;
import org.gatehouse.runtime.gate.Passback;
import org.gatehouse.runtime.list.Listing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gate lanes, and what analytics may take. */
class SiteFileLanesTest extends SiteFileFixture {
  @Test
  void analytics_whatItMayTake_isRead() {
    SiteConfig site =
        read(
            """
            site: gate
            analytics: { cores: 1.5, workers: 2, spare: false, worker-memory: 1GB }
            cameras:
              - id: in
                url: rtsp://10.0.0.5/
                analytics: { kind: vehicle, priority: high }
            """);
    assertThat(site.analytics().budget())
        .isEqualTo(new AnalyticsBudget(1.5, 2, false, 1_000_000_000, AnalyticsBudget.CPU, false));
    AnalyticsConfig gate = Objects.requireNonNull(site.cameras().getFirst().analytics());
    assertThat(gate.lane(new CameraId("in"), List.of()).priority()).isEqualTo(LanePriority.HIGH);
  }

  @ParameterizedTest
  @CsvSource({
    "cores: 0, expected 0.1 to 1024",
    "workers: 17, to 16",
    "worker-memory: 100MB, expected 500MB to 64GB",
    "acelerator: cuda, accelerator",
  })
  void analytics_whatCannotBe_isRefusedInWords(String key, String words) {
    assertThat(refusal("site: gate\nanalytics: { " + key + " }\n")).contains(words);
  }

  private static final String GATE =
      """
      site: a
      cameras:
        - { id: front, url: "rtsp://h/", analytics: { kind: vehicle } }
        - { id: rear, url: "rtsp://h/", analytics: { kind: vehicle } }
        - { id: door, url: "rtsp://h/", analytics: { kind: person } }
      barriers:
        - { type: relay, name: arm, url: "http://h/", pulse: 1s }
        - { type: relay, name: other, url: "http://h/" }
      """;

  @Test
  void read_gateLane_knowsItsRulesAndItsBarriersOwnKeys() {
    SiteConfig site =
        read(
            GATE
                + """
                lanes:
                  - name: north
                    direction: in
                    front: [front]
                    rear: [rear]
                    barrier: arm
                    rules: { unlisted: refuse }
                    look-alikes: tolerant
                    schedule: [mon-fri 07:00-19:00]
                    anti-passback: warn
                """);
    GateLaneConfig lane = site.lanes().getFirst();
    BarrierConfig arm = site.barriers().getFirst();
    assertThat(arm.settings()).isEqualTo(new Relay(URI.create("http://h/")));
    LaneRules rules = lane.rules(arm, ZoneOffset.UTC);
    assertThat(rules.pulse()).isEqualTo(Duration.ofSeconds(1));
    assertThat(rules.tolerant()).isTrue();
    assertThat(rules.outcomes())
        .containsEntry(Listing.Standing.ALLOW, Outcome.OPEN)
        .containsEntry(Listing.Standing.UNLISTED, Outcome.REFUSE)
        .containsEntry(Listing.Standing.DENY, Outcome.REFUSE);
    assertThat(rules.passback()).isEqualTo(Passback.WARN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ name: n, direction: in, front: [front], barrier: arms } | there is no barrier 'arms' under barriers",
        "{ name: N N, direction: in, front: [front], barrier: arm } | expected small letters",
        "{ name: n, direction: up, front: [front], barrier: arm } | expected in or out",
        "{ name: n, direction: in, barrier: arm } | a lane needs a camera",
        "{ name: n, direction: in, front: [door], barrier: arm } | lane n: there is no camera door with analytics of kind vehicle",
        "{ name: n, direction: in, front: [front], rear: [front], barrier: arm } | camera front belongs to lane 'n' already",
        "{ name: n, direction: in, front: [front], barrier: arm, rules: { deny: open } } | who is denied is not let through",
        "{ name: n, direction: in, front: [front], barrier: arm, unwritten: refuse } | expected open or check",
        "{ name: n, direction: in, front: [front], barrier: arm, opening: 1s } | expected 3000 ms to 120000 ms",
        "{ name: n, direction: in, front: [front], barrier: arm, schedule: [always] } | days and times such as",
        "{ name: n, direction: in, front: [front], barrier: arm, gate: x } | gate: unknown key",
      })
  void read_gateLaneThatCannotBe_isRefusedInWords(String lane, String words) {
    assertThat(refusal(GATE + "lanes: [ " + lane + " ]\n")).contains(words);
  }

  @Test
  void read_twoLanesWithOneBarrierOrName_areRefused() {
    String two =
        "lanes: [ { name: n, direction: in, front: [front], barrier: arm }, { name: n, direction:"
            + " out, front: [rear], barrier: arm } ]\n";
    assertThat(refusal(GATE + two))
        .contains("another lane above is called 'n' too")
        .contains("barrier 'arm' belongs to lane 'n' already");
    assertThat(refusal(GATE.replace("name: other", "name: arm")))
        .contains("another barrier above is called 'arm' too");
    assertThat(refusal(GATE.replace("pulse: 1s", "pulse: 1ms"))).contains("pulse");
  }
}
