package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.config.Secret;
import org.junit.jupiter.api.Test;

/** Templates, and cameras that were applied beside the file. */
class SiteFileTemplatesTest extends SiteFileFixture {
  private void applied(String yaml) throws IOException {
    Files.createDirectories(folder.resolve("site.d"));
    Files.writeString(folder.resolve("site.d/cameras.yaml"), yaml);
  }

  @Test
  void read_template_givesWhatTheCameraLeavesOut() {
    SiteConfig site =
        read(
            """
            site: a
            templates: [ { name: dome, username: admin, password: env:CAM_PW, transport: udp, switch: sw-1 } ]
            cameras:
              - { id: a, url: "rtsp://h/a", template: dome }
              - { id: b, url: "rtsps://h/b", template: dome, transport: tcp, policies: [first-session-id] }
            """);
    CameraConfig plain = site.cameras().getFirst();
    assertThat(plain.name()).isNull();
    assertThat(plain.spec().username()).isEqualTo("admin");
    assertThat(plain.spec().password()).isEqualTo(Secret.of("s3cret-camera"));
    assertThat(plain.networkSwitch()).isEqualTo("sw-1");
    assertThat(plain.spec().transport()).isEqualTo(Transport.UDP);
    assertThat(site.cameras().getLast().spec().transport()).isEqualTo(Transport.TCP);
    assertThat(site.cameras().getLast().spec().policies())
        .containsExactly(CameraPolicy.FIRST_SESSION_ID);
  }

  @Test
  void read_mistakeInTemplate_isToldOnceAtTheTemplate() {
    assertThat(
            refusal(
                """
                site: a
                templates: [ { name: dome, transport: udb } ]
                cameras:
                  - { id: a, url: "rtsp://h/a", template: dome }
                  - { id: b, url: "rtsp://h/b", template: dome }
                """))
        .isEqualTo(
            "site.yaml:2:39: templates[0].transport: expected auto or tcp or udp or multicast, but"
                + " saw 'udb'; did you mean 'udp'?");
  }

  @Test
  void read_cameraAndTemplateDoNotFit_namesBothPlaces() {
    assertThat(
            refusal(
                """
                site: a
                templates: [ { name: dome, password: env:CAM_PW } ]
                cameras: [ { id: a, url: "rtsp://h/a", template: dome } ]
                """))
        .isEqualTo(
            "site.yaml:3:50: cameras[0].password: there is a password, but no username"
                + " (from template 'dome', line 2)");
    assertThat(
            refusal(
                """
                site: a
                templates: [ { name: dome } ]
                cameras: [ { id: a, url: "rtsp://h/a", template: domes } ]
                """))
        .endsWith("there is no template 'domes'; did you mean 'dome'?");
  }

  @Test
  void read_appliedCameras_followThoseOfTheSiteFile() throws IOException {
    applied("cameras: [ { id: b, url: \"rtsp://h/b\", template: dome } ]\n");
    SiteConfig site =
        read(
            """
            site: a
            templates: [ { name: dome, audio: false } ]
            cameras: [ { id: a, url: "rtsp://h/a" } ]
            """);
    assertThat(site.cameras()).extracting(CameraConfig::audio).containsExactly(true, false);
  }

  @Test
  void read_sameIdInBothFiles_namesBothLines() throws IOException {
    applied("cameras:\n  - { id: a, url: \"rtsp://h/b\" }\n");
    assertThat(refusal("site: x\ncameras:\n\n  - { id: a, url: \"rtsp://h/a\" }\n"))
        .isEqualTo(
            "site.d/cameras.yaml:2:11: cameras[0].id: another camera has the id 'a' too:"
                + " site.yaml:4");
  }
}
