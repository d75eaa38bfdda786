package org.gatehouse.server.zones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.InSide;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PictureLine;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.config.ZonesConfig;
import org.gatehouse.server.zones.ZoneRefusal.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneDeskTest {
  private static final CameraId GATE = new CameraId("gate-1");
  private static final CameraId YARD = new CameraId("yard");
  private static final PictureArea MASK = PictureArea.parse("0,0 0.2,0 0.2,0.25");
  private static final PictureArea ZONE = PictureArea.parse("0.1,0.3 0.9,0.3 1,1 0,1");
  private static final PictureLine LINE = PictureLine.parse("0,0.6 1,0.6");
  private static final ZonesConfig DRAWN =
      new ZonesConfig(0, ZONE, LINE, InSide.RIGHT, List.of(MASK));

  private static final String SITE =
      """
      site: a
      cameras:
        - { id: gate-1, url: "rtsp://h/1", analytics: { kind: vehicle } }
        - { id: yard, url: "rtsp://h/3", mask-areas: ["0.5,0.5 1,0.5 1,1"] }
      """;

  @TempDir Path folder;
  private ZoneDesk desk;

  @BeforeEach
  void make() throws IOException {
    Path file = Files.writeString(folder.resolve("site.yaml"), SITE);
    desk = new ZoneDesk(file, new SiteFile(), () -> Instant.parse("2026-01-01T12:00:00Z"));
  }

  private ZoneRefusal refused(CameraId camera, ZonesConfig wanted, String tag) {
    ZoneRefusal refusal =
        catchThrowableOfType(ZoneRefusal.class, () -> desk.save(camera, wanted, tag, "me"));
    assertThat(refusal).as("refusal").isNotNull();
    return refusal;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("site.d/zones"))) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.resolve("site.d/zones").relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void save_drawn_isReadAgainAndEveryStateIsKept() throws Exception {
    DrawnZones empty = desk.read(GATE);
    assertThat(empty.zones()).isEqualTo(ZonesConfig.NONE);
    DrawnZones first = desk.save(GATE, DRAWN, empty.tag(), "me");
    assertThat(first.zones()).isEqualTo(DRAWN.numbered(1));
    assertThat(desk.read(GATE)).isEqualTo(first);
    ZonesConfig less = new ZonesConfig(0, ZONE, null, null, List.of());
    DrawnZones second = desk.save(GATE, less, first.tag(), "me");
    assertThat(second.zones()).isEqualTo(less.numbered(2));
    assertThat(files())
        .containsExactly("gate-1.yaml", "versions/gate-1@1.yaml", "versions/gate-1@2.yaml");
    assertThat(new SiteFile().read(folder.resolve("site.yaml")).cameras().getFirst().maskAreas())
        .isEmpty();
    assertThat(Files.readString(folder.resolve("site.yaml"))).isEqualTo(SITE);
    assertThat(Files.readString(folder.resolve("site.d/journal.jsonl")))
        .contains("\"by\":\"me\"", "\"zones\":\"gate-1\"", "\"version\":2");
  }

  @Test
  void save_drawnOnAnotherState_isStaleAndChangesNothing() throws Exception {
    String empty = desk.read(GATE).tag();
    DrawnZones saved = desk.save(GATE, DRAWN, empty, "me");
    assertThat(refused(GATE, ZonesConfig.NONE, empty).kind()).isEqualTo(Kind.STALE);
    assertThat(desk.read(GATE)).isEqualTo(saved);
  }

  @Test
  void save_changedByHandMeanwhile_isStaleAndThatStateIsKeptWithTheNext() throws Exception {
    DrawnZones saved = desk.save(GATE, DRAWN, desk.read(GATE).tag(), "me");
    String byHand = "version: 1\nmask-areas: [\"0,0 1,0 1,0.1\"]\n";
    Files.writeString(folder.resolve("site.d/zones/gate-1.yaml"), byHand);
    assertThat(refused(GATE, DRAWN, saved.tag()).kind()).isEqualTo(Kind.STALE);
    DrawnZones next = desk.save(GATE, DRAWN, desk.read(GATE).tag(), "me");
    assertThat(next.zones().version()).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("site.d/zones/versions/gate-1@2.yaml")))
        .isEqualTo(byHand);
  }

  @Test
  void save_keyThatStandsInTheSitesFile_isNotToldTwice() throws Exception {
    DrawnZones yard = desk.read(YARD);
    assertThat(yard.fixed()).containsExactly(java.util.Map.entry("mask-areas", "site.yaml"));
    ZonesConfig other = new ZonesConfig(0, null, null, null, List.of(MASK));
    ZoneRefusal refusal = refused(YARD, other, yard.tag());
    assertThat(refusal.kind()).isEqualTo(Kind.FIXED);
    assertThat(refusal).hasMessageContaining("camera yard: 'mask-areas' stands in site.yaml");
    assertThat(desk.save(YARD, yard.zones(), yard.tag(), "me").zones().version()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("site.d/zones/yard.yaml")))
        .doesNotContain("mask-areas");
  }

  @Test
  void save_whatTheCameraCannotHave_isNotWritten() throws Exception {
    ZonesConfig zone = new ZonesConfig(0, ZONE, null, null, desk.read(YARD).zones().maskAreas());
    ZoneRefusal refusal = refused(YARD, zone, desk.read(YARD).tag());
    assertThat(refusal.kind()).isEqualTo(Kind.UNFIT);
    assertThat(refusal).hasMessageContaining("camera yard is not analysed");
    assertThat(folder.resolve("site.d/zones")).doesNotExist();
  }

  @Test
  void read_noSuchCameraOrBrokenSite_saysSo() throws Exception {
    assertThat(refused(new CameraId("none"), DRAWN, "0").kind()).isEqualTo(Kind.UNKNOWN);
    Files.writeString(folder.resolve("site.yaml"), "site: a\ncamras: []\n");
    assertThat(refused(GATE, DRAWN, "0").kind()).isEqualTo(Kind.SITE_BROKEN);
  }

  @Test
  void save_folderThatCannotBeWritten_saysSo() throws Exception {
    Files.writeString(folder.resolve("site.d"), "a file where a folder belongs");
    assertThat(refused(GATE, DRAWN, "0").kind()).isEqualTo(Kind.NOT_WRITTEN);
  }
}
