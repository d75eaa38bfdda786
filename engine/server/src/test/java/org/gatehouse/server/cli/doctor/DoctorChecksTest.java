package org.gatehouse.server.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.server.config.CameraConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorChecksTest {
  private static final String REPORT =
      """
      {"natives":"ok","ffmpeg":"8.0.1","opencv":"4.13.0","models":[
      """
          .strip();

  @TempDir private Path folder;

  private static List<Finding> worker(int code, String out, String err) {
    FakePrograms programs = new FakePrograms().with("worker", code, out, err);
    return new WorkerCheck(programs, () -> List.of("worker", "check")).run();
  }

  @Test
  void tools_present_areOkWithTheirVersion() {
    FakePrograms programs =
        new FakePrograms()
            .with("mvn", 0, "\u001B[1mApache Maven 3.9.9\u001B[m\n", "")
            .with("node", 0, "v22.1.0\n", "")
            .with("npm", 0, "11\n", "")
            .with("ffmpeg", 0, "ffmpeg version 5.1 Copyright (c) someone\n", "")
            .with("ffprobe", 0, "x", "")
            .with("chromium-browser", 0, "Chromium 156\n", "");
    assertThat(new ToolChecks(programs).run())
        .extracting(Finding::level, Finding::detail)
        .containsSubsequence(
            org.assertj.core.groups.Tuple.tuple(Finding.Level.OK, "Apache Maven 3.9.9"),
            org.assertj.core.groups.Tuple.tuple(Finding.Level.OK, "ffmpeg version 5.1"),
            org.assertj.core.groups.Tuple.tuple(Finding.Level.OK, "Chromium 156"))
        .hasSize(6);
  }

  @Test
  void tools_absent_areWarningsWithTheWayOut() {
    assertThat(new ToolChecks(new FakePrograms()).run().subList(1, 6))
        .allSatisfy(
            finding -> {
              assertThat(finding.level()).isEqualTo(Finding.Level.WARN);
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @Test
  void jdk_tooOld_fails() {
    assertThat(ToolChecks.jdk(Runtime.Version.parse("21.0.1"), "/jdk").level())
        .isEqualTo(Finding.Level.FAIL);
  }

  @Test
  void worker_allWell_namesVersionsAndModels() {
    String out =
        "noise\n" + REPORT + "{\"name\":\"det\",\"sha256\":\"0123456789abcdef99\",\"ok\":true}]}";
    assertThat(worker(0, out, ""))
        .containsExactly(
            Finding.ok("native libraries", "FFmpeg 8.0.1, OpenCV 4.13.0"),
            Finding.ok("model det", "sha256 0123456789abcdef"));
  }

  @Test
  void worker_wrongHash_failsThatModel() {
    String out = REPORT + "{\"name\":\"det\",\"sha256\":\"ff\",\"ok\":false}]}";
    Finding finding = worker(0, out, "").getLast();
    assertThat(finding.level()).isEqualTo(Finding.Level.FAIL);
    assertThat(finding.detail()).contains("sha256 ff", "not the one");
  }

  @Test
  void worker_failsSilentOrAbsent_tellsWhatItSaid() {
    assertThat(worker(1, "", "model det has the wrong hash\n").getFirst().detail())
        .contains("model det has the wrong hash");
    assertThat(worker(0, "", "").getFirst().level()).isEqualTo(Finding.Level.FAIL);
    assertThat(new WorkerCheck(new FakePrograms(), () -> List.of("worker")).run().getFirst())
        .satisfies(finding -> assertThat(finding.detail()).contains("cannot be started"));
    WorkerCheck unbuilt =
        new WorkerCheck(
            new FakePrograms(),
            () -> {
              throw new ConfigException("not built");
            });
    assertThat(unbuilt.run().getFirst().detail()).isEqualTo("not built");
  }

  @Test
  void disk_folderToBeMade_judgesTheVolumeAboveIt() {
    assertThat(DiskCheck.run(folder.resolve("a/b")))
        .extracting(Finding::check)
        .containsExactly("disk space", "disk speed");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void disk_fileInTheWay_fails() throws IOException {
    Path file = Files.createFile(folder.resolve("data"));
    assertThat(DiskCheck.run(file).getFirst().level()).isEqualTo(Finding.Level.FAIL);
  }

  @Test
  void disk_littleRoomOrSlow_isSaid() {
    assertThat(DiskCheck.room(folder, 1L << 29).level()).isEqualTo(Finding.Level.FAIL);
    assertThat(DiskCheck.room(folder, 5L << 30).level()).isEqualTo(Finding.Level.WARN);
    assertThat(DiskCheck.room(folder, 50L << 30).level()).isEqualTo(Finding.Level.OK);
    assertThat(DiskCheck.judge(5).level()).isEqualTo(Finding.Level.WARN);
    assertThat(DiskCheck.judge(100).detail()).contains("roughly 100 cameras");
  }

  @Test
  void port_inUse_failsAndSaysWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Finding finding = PortCheck.listen("127.0.0.1", taken.getLocalPort());
      assertThat(finding.level()).isEqualTo(Finding.Level.FAIL);
      assertThat(finding.detail()).contains(":" + taken.getLocalPort());
      assertThat(finding.remedy()).contains("server.port");
    }
    assertThat(PortCheck.listen("127.0.0.1", 0).level()).isEqualTo(Finding.Level.OK);
  }

  @Test
  void camera_answeringOrNot_isToldApart() throws IOException {
    int port;
    try (ServerSocket camera = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = camera.getLocalPort();
      assertThat(PortCheck.camera(camera(port)).level()).isEqualTo(Finding.Level.OK);
    }
    assertThat(PortCheck.camera(camera(port)).level()).isEqualTo(Finding.Level.WARN);
  }

  private static CameraConfig camera(int port) {
    URI url = URI.create("rtsp://127.0.0.1:" + port + "/");
    return CameraConfig.at(new CameraId("a"), url);
  }

  @Test
  void clock_eachKeeper_isRecognised() throws IOException {
    assertThat(new ClockCheck(new FakePrograms(), folder).run().level())
        .isEqualTo(Finding.Level.WARN);
    FakePrograms ntp = new FakePrograms().with("timedatectl", 0, "yes\n", "");
    assertThat(new ClockCheck(ntp, folder).run().level()).isEqualTo(Finding.Level.OK);
    FakePrograms chrony = new FakePrograms().with("chronyc", 0, "Leap status     : Normal\n", "");
    assertThat(new ClockCheck(chrony, folder).run().level()).isEqualTo(Finding.Level.OK);
    Files.createDirectories(folder.resolve("systemd/timesync"));
    Files.createFile(folder.resolve("systemd/timesync/synchronized"));
    assertThat(new ClockCheck(new FakePrograms(), folder).run().level())
        .isEqualTo(Finding.Level.OK);
  }
}
