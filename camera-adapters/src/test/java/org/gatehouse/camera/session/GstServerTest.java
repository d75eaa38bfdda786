package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.Recorder;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.VideoCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against a server that others wrote: gst-rtsp-server. */
class GstServerTest {
  private static final String PEER = "gst-rtsp-server";
  private static final String PYTHON = "/usr/bin/python3";
  private static final int WANTED = 30;

  private final RtspCameraAdapter adapter = new RtspCameraAdapter();
  private final Peers peers = new Peers();
  @TempDir Path folder;

  @AfterEach
  void stop() throws InterruptedException {
    adapter.close();
    peers.close();
  }

  private URI serve(Path file, String video, String sound, String... more) throws Exception {
    return serve(List.of(), "127.0.0.1", file, video, sound, more);
  }

  /** Serves a file there where the program runs that {@code within} stands for. */
  private URI serve(
      List<String> within, String host, Path file, String video, String sound, String... more)
      throws Exception {
    String probe = "import gi; gi.require_version('GstRtspServer', '1.0')";
    Peers.need(peers.succeeds(PYTHON, "-c", probe), "gst-rtsp-server for python3-gi");
    List<String> command = new ArrayList<>(within);
    String script = Peers.script("gst-camera.py").toString();
    command.addAll(List.of(PYTHON, script, file.toString(), video, sound));
    command.addAll(List.of(more));
    String line = peers.start(command).inputReader().readLine();
    assertThat(line).startsWith("port ");
    return URI.create("rtsp://" + host + ":" + line.substring("port ".length()) + "/cam");
  }

  private Path ffmpeg(String name, String... arguments) throws InterruptedException {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
    command.addAll(List.of(arguments));
    command.add(file.toString());
    Peers.need(peers.succeeds(command.toArray(String[]::new)), "ffmpeg with its coders");
    return file;
  }

  /** Serves the fixture from an MP4 file. */
  private URI serve(String... credentials) throws Exception {
    Path stream = folder.resolve("stream.h264");
    Files.write(stream, Fixtures.byteStream());
    Path file = ffmpeg("stream.mp4", "-r", "25", "-i", stream.toString(), "-c", "copy");
    return serve(file, "h264", "plain", credentials);
  }

  /** Two seconds and a half of a test picture, 320x240, and a tone. */
  private Path coded(String video) throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25"));
    arguments.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"));
    arguments.addAll(List.of("-t", "2.5", "-c:a", "aac", "-g", "10", "-bf", "0", "-c:v"));
    arguments.addAll(
        switch (video) {
          case "h264" -> List.of("libx264", "-pix_fmt", "yuv420p");
          case "h265" -> List.of("libx265", "-pix_fmt", "yuv420p");
          default -> List.of("mjpeg", "-pix_fmt", "yuvj420p", "-huffman", "default");
        });
    return ffmpeg(video + ".mov", arguments.toArray(String[]::new));
  }

  private static CameraSpec over(Transport transport, CameraSpec plain) {
    return new CameraSpec(
        plain.stream(), plain.url(), plain.username(), plain.password(), transport, true, Set.of());
  }

  @Test
  void open_fileByGst_picturesAndKeyPicturesArrive() throws Exception {
    Recorder recorder = new Recorder(WANTED);
    CameraSession session = adapter.open(Fixtures.spec(serve()), recorder);
    recorder.awaitUnits();
    session.close();
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.CLOSED_BY_US);
    List<AccessUnit> units = recorder.units();
    assertThat(units.getFirst().randomAccess()).isTrue();
    assertThat(units.getFirst().parameters().width()).isEqualTo(160);
    assertThat(units.getFirst().parameters().height()).isEqualTo(120);
    assertThat(units.stream().limit(WANTED).filter(AccessUnit::randomAccess)).hasSize(3);
    long ticks = units.get(WANTED - 1).ticks() - units.getFirst().ticks();
    assertThat(ticks).isBetween((WANTED - 1) * 3600L - 90, (WANTED - 1) * 3600L + 90);
  }

  @ParameterizedTest
  @CsvSource({
    "h264,H264,TCP",
    "h264,H264,UDP",
    "h265,H265,TCP",
    "h265,H265,UDP",
    "mjpeg,MJPEG,TCP",
    "mjpeg,MJPEG,UDP"
  })
  void open_videoAndAacByGst_bothArrive(String name, VideoCodec codec, LowerTransport transport)
      throws Exception {
    Recorder recorder = new Recorder(WANTED);
    CameraSpec plain = Fixtures.spec(serve(coded(name), name, "aac"));
    CameraSpec spec = over(Transport.valueOf(transport.name()), plain);
    CameraSession session = adapter.open(spec, recorder);
    recorder.awaitUnits();
    session.close();
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.CLOSED_BY_US);
    assertThat(adapter.memory().worked(spec.url())).isEqualTo(transport);
    List<AccessUnit> units = recorder.units();
    assertThat(units.getFirst().randomAccess()).isTrue();
    assertThat(units).allMatch(unit -> unit.parameters().codec() == codec);
    assertThat(units).allMatch(unit -> unit.parameters().width() == 320);
    assertThat(units).allMatch(unit -> unit.parameters().height() == 240);
    List<AudioFrame> sound = units.stream().flatMap(unit -> unit.audio().stream()).toList();
    assertThat(sound)
        .hasSizeGreaterThan(WANTED)
        .allMatch(f -> f.format().codec() == AudioCodec.AAC);
    assertThat(sound).allMatch(f -> f.format().clockRate() == 48_000);
    if (transport == LowerTransport.TCP) {
      assertThat(recorder.lostPackets()).isZero();
    }
    String media = codec + " and AAC";
    Interop.seen(PEER, media, transport.name(), "pictures and sound");
  }

  private URI serveGroup(OtherMachine there) throws Exception {
    return serve(
        there.within(),
        OtherMachine.THERE,
        coded("h264"),
        "h264",
        "aac",
        OtherMachine.THERE,
        OtherMachine.INTERFACE,
        "239.255.77.78",
        "5600");
  }

  @Test
  void open_groupByGst_isJoinedAndBothArrive() throws Exception {
    try (OtherMachine there = OtherMachine.reached(peers)) {
      Recorder recorder = new Recorder(WANTED);
      URI url = serveGroup(there);
      CameraSession session = adapter.open(over(Transport.MULTICAST, Fixtures.spec(url)), recorder);
      recorder.awaitUnits();
      session.close();
      recorder.awaitClosed();
      assertThat(adapter.memory().worked(url)).isEqualTo(LowerTransport.MULTICAST);
      // The group may be sent to already, so that the first picture is any.
      assertThat(recorder.units()).anyMatch(AccessUnit::randomAccess);
      assertThat(recorder.units()).allMatch(unit -> unit.parameters().width() == 320);
      assertThat(recorder.sound()).isNotEmpty().allMatch(f -> f.format().codec() == AudioCodec.AAC);
    }
    Interop.seen(PEER, "H264 and AAC", "MULTICAST", "pictures and sound");
  }

  /** A server that sends into groups alone answers 461 to everything else. */
  @Test
  void open_groupByGstNotAskedFor_saysThatNoTransportFits() throws Exception {
    try (OtherMachine there = OtherMachine.reached(peers)) {
      Recorder recorder = new Recorder();
      adapter.open(over(Transport.AUTO, Fixtures.spec(serveGroup(there))), recorder);
      assertThat(recorder.awaitClosed().toString()).contains("461");
    }
  }

  @ParameterizedTest
  @CsvSource({"TCP", "UDP"})
  void open_digestByGst_rightPasswordStreams(Transport transport) throws Exception {
    Recorder recorder = new Recorder(WANTED);
    CameraSpec plain = Fixtures.spec(serve("admin", "s3cret"), "admin", "s3cret");
    adapter.open(over(transport, plain), recorder);
    recorder.awaitUnits();
    assertThat(recorder.units().getFirst().randomAccess()).isTrue();
    Interop.seen(PEER, "H264 behind Digest", transport.name(), "pictures");
  }

  @Test
  void open_digestByGst_wrongPasswordIsRefused() throws Exception {
    Recorder recorder = new Recorder();
    adapter.open(Fixtures.spec(serve("admin", "s3cret"), "admin", "wrong"), recorder);
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(recorder.units()).isEmpty();
    String told = recorder.awaitClosed().kind().name().toLowerCase(Locale.ROOT);
    Interop.seen(PEER, "H264 behind Digest, wrong password", "TCP", "ends as " + told);
  }
}
