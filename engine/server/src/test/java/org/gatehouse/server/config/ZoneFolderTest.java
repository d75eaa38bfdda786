package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.vision.FaceLimits;
import org.gatehouse.contract.vision.InSide;
import org.gatehouse.contract.vision.LaneSpec;
import org.gatehouse.contract.vision.LaneView;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PictureLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneFolderTest {
  private static final String SITE =
      """
      site: a
      cameras:
        - { id: gate-1, url: "rtsp://h/1", analytics: { kind: vehicle } }
        - { id: door, url: "rtsp://h/2", analytics: { kind: person } }
        - { id: yard, url: "rtsp://h/3" }
      """;

  private static final String ZONE = "zone: \"0.1,0.3 0.9,0.3 1,1 0,1\"\n";
  private static final String LINE = "line: \"0,0.6 1,0.6\"\nin-side: right\n";
  private static final String MASKS = "mask-areas: [\"0,0 0.2,0 0.2,0.2\"]\n";

  @TempDir Path folder;

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(folder.resolve("site.d/zones/versions"));
    Files.writeString(folder.resolve("site.yaml"), SITE);
  }

  private SiteConfig read() {
    return new SiteFile().read(folder.resolve("site.yaml"));
  }

  private void zones(String name, String text) throws IOException {
    Files.writeString(folder.resolve("site.d/zones").resolve(name), "version: 1\n" + text);
  }

  private String refusal() {
    ConfigException e = catchThrowableOfType(ConfigException.class, this::read);
    assertThat(e).as("refusal").isNotNull();
    return String.valueOf(e.getMessage()).replace(folder + "/", "");
  }

  private LaneSpec lane(int camera) {
    return Objects.requireNonNull(read().cameras().get(camera).lane());
  }

  @Test
  void read_filesOfZones_areOfTheirCameras() throws IOException {
    zones("gate-1.yaml", ZONE + LINE + MASKS);
    zones("yard.yaml", MASKS);
    Files.writeString(folder.resolve("site.d/zones/versions/old@1.yaml"), "anything");
    PictureArea mask = PictureArea.parse("0,0 0.2,0 0.2,0.2");
    assertThat(lane(0).view())
        .isEqualTo(
            new LaneView(
                PictureArea.parse("0.1,0.3 0.9,0.3 1,1 0,1"),
                PictureLine.parse("0,0.6 1,0.6"),
                InSide.RIGHT,
                List.of(mask)));
    assertThat(lane(1).view()).isEqualTo(LaneView.ALL);
    assertThat(read().cameras().getLast().maskAreas()).containsExactly(mask);
  }

  @Test
  void read_keysInTheSitesFile_areTheSame() throws IOException {
    Files.writeString(
        folder.resolve("site.yaml"),
        """
        site: a
        cameras:
          - id: gate-1
            url: rtsp://h/1
            mask-areas: ["0,0 0.2,0 0.2,0.2"]
            analytics:
              kind: vehicle
              zone: "0.1,0.3 0.9,0.3 1,1 0,1"
              line: "0,0.6 1,0.6"
              in-side: left
          - { id: door, url: "rtsp://h/2", analytics: { kind: person, min-face-height: 80, min-face-quality: 0.25 } }
        """);
    assertThat(lane(0).view().inSide()).isEqualTo(InSide.LEFT);
    assertThat(lane(0).view().zone()).isNotNull();
    assertThat(lane(0).faces()).isEqualTo(FaceLimits.USUAL);
    assertThat(lane(1).faces()).isEqualTo(new FaceLimits(80, 0.25));
  }

  @ParameterizedTest
  @CsvSource({"zone, ZONE", "line, LINE", "mask-areas, MASKS"})
  void read_keyInBothFiles_namesCameraKeyAndBoth(String key, String which) throws IOException {
    String text = which.equals("ZONE") ? ZONE : which.equals("LINE") ? LINE : MASKS;
    zones("gate-1.yaml", text);
    String lane = which.equals("MASKS") ? "" : ", " + text.strip().replace("\n", ", ");
    String masks = which.equals("MASKS") ? ", " + text.strip() : "";
    Files.writeString(
        folder.resolve("site.yaml"),
        "site: a\ncameras:\n  - { id: gate-1, url: \"rtsp://h/1\"%s, analytics: { kind: vehicle%s } }\n"
            .formatted(masks, lane));
    assertThat(refusal())
        .startsWith("site.yaml:3:")
        .contains("camera gate-1: '" + key + "' is set here and in site.d/zones/gate-1.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gaet-1.yaml | mask-areas: [] | site.d/zones/gaet-1.yaml: there is no camera 'gaet-1'; did you mean 'gate-1'?",
        "gate-1.yml | mask-areas: [] | site.d/zones/gate-1.yml: expected a file that is called as a camera",
        "gate-1.yaml | mask-area: [] | site.d/zones/gate-1.yaml:2:1: mask-area: unknown key",
        "gate-1.yaml | zone: '0,0 1,1' | 2:7: zone: an area has 3 to 20 corners, this one has 2",
        "gate-1.yaml | zone: '0,0 1,0 0,1 1,1' | zone: the sides of the area cross each other",
        "gate-1.yaml | zone: '0,0 0.01,0 0,0.01' | camera gate-1: zone: expected a hundredth",
        "gate-1.yaml | line: '0,0.6 1,0.6' | camera gate-1: line needs in-side (left or right), too",
        "gate-1.yaml | in-side: left | camera gate-1: in-side needs line, too",
        "gate-1.yaml | in-side: above | in-side: expected left or right, but saw 'above'",
        "door.yaml | {in-side: left, line: '0,0.6 1,0.6'} | not valid YAML",
        "yard.yaml | zone: '0,0 1,0 1,1' | camera yard is not analysed, but site.d/zones/yard.yaml sets zone"
      })
  void read_mistakeInAFileOfZones_saysWhere(String name, String text, String words)
      throws IOException {
    zones(name, text + "\n");
    assertThat(refusal()).contains(words);
  }

  @Test
  void read_lineOnAPersonLane_isRefused() throws IOException {
    zones("door.yaml", LINE);
    assertThat(refusal()).contains("camera door: line belongs to kind vehicle");
  }

  @Test
  void read_versionMissingOrNone_isRefused() throws IOException {
    Files.writeString(folder.resolve("site.d/zones/gate-1.yaml"), MASKS);
    Files.writeString(folder.resolve("site.d/zones/yard.yaml"), "version: 0\n");
    assertThat(refusal())
        .contains("gate-1.yaml:1:1: 'version' is missing")
        .contains("yard.yaml:1:10: version: expected 1 or more, but saw 0");
  }

  @Test
  void read_maskByTheEngine_takesTheAreasThatWereDrawn() throws IOException {
    String site =
        "site: a\ncameras: [ { id: yard, url: 'rtsp://h/3', sub-url: 'rtsp://h/4', mask: engine } ]\n";
    Files.writeString(folder.resolve("site.yaml"), site);
    assertThat(refusal()).contains("'engine' is to mask, but mask-areas names no area");
    zones("yard.yaml", MASKS);
    assertThat(read().cameras().getFirst().maskedByEngine()).isTrue();
    assertThat(read().cameras().getFirst().maskAreas()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: person, min-face-height: 10 | min-face-height: expected 20 to 1000 pixels, but saw 10",
        "kind: person, min-face-quality: 1 | min-face-quality: expected 0 or more and less than 1",
        "kind: vehicle, min-face-height: 80 | limits of faces belong to kind person",
        "kind: vehicle, min-face-quality: 0.2 | limits of faces belong to kind person"
      })
  void read_faceLimitsThatCannotBe_areRefused(String keys, String words) throws IOException {
    Files.writeString(
        folder.resolve("site.yaml"),
        "site: a\ncameras: [ { id: door, url: 'rtsp://h/2', analytics: { %s } } ]\n"
            .formatted(keys));
    assertThat(refusal()).contains(words);
  }
}
