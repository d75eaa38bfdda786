package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.republish.RepublishUser;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PicturePoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks, the database and republishing. */
class SiteFilePartsTest extends SiteFileFixture {
  @Test
  void read_masksAndDensity_areOfTheCamera() {
    CameraConfig yard =
        read("""
        site: a
        cameras:
          - id: yard
            url: rtsp://h/
            onvif: http://h/onvif/device_service
            pixels-per-metre: 62.5
            mask: camera
            mask-areas: ["0,0 0.5,0 0.5,0.25", "0.9,0.9 1,0.9 1,1 0.9,1"]
        """)
            .cameras()
            .getFirst();
    assertThat(yard.pixelsPerMetre()).isEqualTo(62.5);
    assertThat(yard.mask()).isEqualTo(MaskMode.CAMERA);
    assertThat(yard.maskAreas())
        .containsExactly(
            new PictureArea(
                List.of(
                    new PicturePoint(0, 0), new PicturePoint(0.5, 0), new PicturePoint(0.5, 0.25))),
            PictureArea.parse("0.9,0.9 1,0.9 1,1 0.9,1"));
    assertThat(PictureArea.parse(yard.maskAreas().getFirst().toString()))
        .isEqualTo(yard.maskAreas().getFirst());
  }

  @Test
  void read_maskedByTheEngine_hasTheSmallerStreamInPlaceOfTheOther() {
    CameraConfig yard =
        read("""
        site: a
        cameras:
          - id: yard
            url: rtsp://h/large
            sub-url: rtsp://h/small
            mask: engine
            mask-areas: ["0,0 0.5,0 0.5,0.25"]
        """)
            .cameras()
            .getFirst();
    assertThat(yard.spec().stream()).isEqualTo(StreamId.main(yard.id()));
    assertThat(yard.spec().url()).hasToString("rtsp://h/small");
    assertThat(yard.subSpec()).isNull();
    assertThat(yard.recordsSub()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mask: engine                    | is to mask, but mask-areas names no area
          mask: engine, mask-areas: ["0,0 1,0 1,1"] | needs sub-url: a masked copy
          mask: engine, sub-url: "rtsp://h/s", record-streams: both, mask-areas: ["0,0 1,0 1,1"] | there is one stream, the masked one
          mask: camera                    | mask-areas names no area
          mask: camera, mask-areas: ["0,0 1,0 1,1"] | needs onvif, the address by which
          mask: camra                     | did you mean 'camera'?
          mask-areas: ["0,0 1,0"]         | an area has 3 to 20 corners, this one has 2
          mask-areas: ["0,0 1,0 1.5,1"]   | corner 1.5,1.0 is not inside 0,0 to 1,1
          mask-areas: ["0,0 1 0,1"]       | expected corners such as '0,0 0.5,0 0.5,0.2', but saw '1'
          mask-areas: ["0,0 1,0 1,b"]     | expected a number from 0 to 1, but saw 'b'
          mask-areas: ["0,0 1,0 1,NaN"]   | is not inside
          pixels-per-metre: 0             | expected more than 0 and at most 10000
          """)
  void read_maskMistake_saysWhatIsExpected(String keys, String message) {
    assertThat(refusal("site: a\ncameras: [ { id: a, url: \"rtsp://h/\", " + keys + " } ]\n"))
        .contains(message);
  }

  @Test
  void read_postgres_isWhereDataAreKept() {
    assertThat(read("site: a\n").place().server()).isNull();
    SiteConfig site =
        read("site: a\nstorage: { postgres: { host: db.example, password: env:CAM_PW } }\n");
    assertThat(site.place().server())
        .isEqualTo(
            new DatabaseServer(
                "db.example",
                5432,
                "gatehouse",
                "gatehouse",
                "gatehouse",
                Secret.of("s3cret-camera"),
                DatabaseServer.Encryption.AUTO,
                null));
    assertThat(site.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port: 70000           | expected 0 to 65535
          schema: "Gate House"  | expected 1 to 63 small letters
          schema: pg_catalog    | expected 1 to 63 small letters
          encryption: maybe     | expected
          pasword: env:CAM_PW   | did you mean 'password'?
          password: hunter2     | env:
          """)
  void read_postgresMistakes_areNamed(String keys, String message) {
    assertThat(refusal("site: a\nstorage: { postgres: { " + keys + " } }\n"))
        .contains("storage.postgres")
        .contains(message)
        .doesNotContain("hunter2");
  }

  @Test
  void read_republish_isOffUnlessItIsThere() {
    assertThat(read("site: a\n").republish()).isNull();
    RepublishConfig republish =
        Objects.requireNonNull(
            read("""
            site: a
            republish:
              users:
                - { name: nvr, password: env:CAM_PW, cameras: [gate, yard] }
            """)
                .republish());
    assertThat(republish.bind()).isEqualTo("127.0.0.1");
    assertThat(republish.port()).isEqualTo(8554);
    assertThat(republish.settings(Ticker.system()).users())
        .containsExactly(
            new RepublishUser(
                "nvr",
                Secret.of("s3cret-camera"),
                Set.of(new CameraId("gate"), new CameraId("yard"))));
    assertThat(republish.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          users: []                                      | leave republish out instead
          users: [ { name: a, password: env:CAM_PW } ]   | users[0]: 'cameras' is missing
          users: [ { name: a, password: env:CAM_PW, cameras: [] } ] | is granted no camera
          users: [ { name: "a:b", password: env:CAM_PW, cameras: [c] } ] | no quotes and no colons
          users: [ { name: a, password: env:CAM_PW, cameras: [c] }, { name: a, password: env:CAM_PW, cameras: [c] } ] | is called 'a' too
          port: 99999, users: [ { name: a, password: env:CAM_PW, cameras: [c] } ] | expected 0 to 65535
          bind: here, users: [ { name: a, password: env:CAM_PW, cameras: [c] } ] | expected an IP address or localhost
          sessions: 0, users: [ { name: a, password: env:CAM_PW, cameras: [c] } ] | expected 1 to 1000
          """)
  void read_republishMistake_saysWhatIsExpected(String keys, String message) {
    assertThat(refusal("site: a\nrepublish: { " + keys + " }\n")).contains(message);
  }
}
