package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.Recorder;
import org.gatehouse.camera.simulator.CameraScript;
import org.gatehouse.camera.simulator.Fault;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.VideoCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cameras get wrong in their media, end to end. */
class OddCameraTest {
  private static final int SECOND = 90_000;

  private final RtspCameraAdapter adapter = new RtspCameraAdapter();
  private final Peers peers = new Peers();
  private SimulatedCameras cameras;
  private CodedMedia media;
  private @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    cameras = Fixtures.cameras();
    media = new CodedMedia(peers, folder);
  }

  @AfterEach
  void stop() throws InterruptedException {
    adapter.close();
    cameras.close();
    peers.close();
  }

  private VideoTrack coded(VideoCodec codec, String size) throws Exception {
    return media.video(codec, size);
  }

  private List<AccessUnit> play(CameraScript script) throws InterruptedException {
    Recorder recorder = new Recorder();
    adapter.open(Fixtures.spec(cameras.add("/gate", script)), recorder);
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.CLOSED_BY_CAMERA);
    assertThat(recorder.lostPackets()).isZero();
    return recorder.units();
  }

  private static CameraScript once(VideoTrack track) {
    return CameraScript.of(track, Playback.ONCE);
  }

  private static void expect(List<AccessUnit> units, List<Sample> samples) {
    assertThat(units).hasSameSizeAs(samples);
    for (int i = 0; i < units.size(); i++) {
      assertThat(units.get(i).payload().copy())
          .as("picture %d", i)
          .isEqualTo(samples.get(i).data());
      assertThat(units.get(i).randomAccess()).isEqualTo(samples.get(i).key());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = VideoCodec.class,
      names = {"H264", "H265"})
  void open_byteStreamInPackets_everyPictureArrives(VideoCodec codec) throws Exception {
    VideoTrack track = coded(codec, "320x240");
    CameraScript script = once(track).withFault(new Fault.ByteStreamInPackets());
    List<AccessUnit> units = play(script.withoutParametersInSdp());
    expect(units, track.samples());
    assertThat(units).allMatch(unit -> unit.parameters().equals(track.parameters()));
  }

  @ParameterizedTest
  @EnumSource(
      value = VideoCodec.class,
      names = {"H264", "H265"})
  void open_noParametersInSdp_takesThoseInBand(VideoCodec codec) throws Exception {
    VideoTrack track = coded(codec, "320x240");
    List<AccessUnit> units = play(once(track).withoutParametersInSdp());
    expect(units, track.samples());
    assertThat(units).allMatch(unit -> unit.parameters().equals(track.parameters()));
  }

  @ParameterizedTest
  @EnumSource(VideoCodec.class)
  void open_markersOnEveryPacket_everyPictureArrives(VideoCodec codec) throws Exception {
    VideoTrack track = coded(codec, "160x120");
    List<AccessUnit> units = play(once(track).withFault(new Fault.Markers(true)));
    assertThat(units).hasSameSizeAs(track.samples());
  }

  /** Nothing says that the last picture is complete. */
  @ParameterizedTest
  @EnumSource(VideoCodec.class)
  void open_noMarkers_everyPictureButTheLastArrives(VideoCodec codec) throws Exception {
    VideoTrack track = coded(codec, "320x240");
    List<AccessUnit> units = play(once(track).withFault(new Fault.Markers(false)));
    assertThat(units).hasSize(track.samples().size() - 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = VideoCodec.class,
      names = {"H264", "H265"})
  void open_resolutionSwitch_newParametersHoldFromItsFirstPictureOn(VideoCodec codec)
      throws Exception {
    VideoTrack small = coded(codec, "320x240");
    VideoTrack large = coded(codec, "640x480");
    VideoTrack both = small.then(large).then(small);
    List<AccessUnit> units = play(once(both));
    expect(units, both.samples());
    for (int i = 0; i < units.size(); i++) {
      boolean switched = i >= CodedMedia.PICTURES && i < 2 * CodedMedia.PICTURES;
      assertThat(units.get(i).parameters())
          .isEqualTo(switched ? large.parameters() : small.parameters());
    }
  }

  @Test
  void open_sizeOfJpegsSwitches_isTold() throws Exception {
    VideoTrack small = coded(VideoCodec.MJPEG, "320x240");
    List<AccessUnit> units = play(once(small.then(coded(VideoCodec.MJPEG, "640x480"))));
    assertThat(units).hasSize(2 * CodedMedia.PICTURES);
    assertThat(units.subList(0, CodedMedia.PICTURES))
        .allMatch(unit -> unit.parameters().width() == 320);
    assertThat(units.subList(CodedMedia.PICTURES, units.size()))
        .allMatch(unit -> unit.parameters().width() == 640);
  }

  @ParameterizedTest
  @ValueSource(ints = {3600 * SECOND, -3600 * SECOND, 20 * SECOND, -20 * SECOND})
  void open_timestampsJump_timeGoesOn(int jump) throws Exception {
    VideoTrack track = Fixtures.fastTrack();
    CameraScript script = once(track).withFault(new Fault.TimestampJump(20, jump));
    List<AccessUnit> units = play(script);
    expect(units, track.samples());
    for (int i = 1; i < units.size(); i++) {
      assertThat(units.get(i).ticks() - units.get(i - 1).ticks()).isBetween(1L, 5L * SECOND);
    }
    assertThat(units).extracting(AccessUnit::epochMicros).isSorted();
  }

  /** A program on this machine holds the port; the camera has other ways. */
  @Test
  void open_groupCannotBeJoined_goesOnToUdp() throws Exception {
    int port = Peers.freePort();
    try (DatagramSocket taken = new DatagramSocket(null)) {
      taken.setReuseAddress(false);
      taken.bind(new InetSocketAddress(port));
      CameraScript script =
          CameraScript.of(Fixtures.fastTrack(), Playback.LOOP)
              .withGroup(new InetSocketAddress("239.255.77.79", port));
      CameraSpec plain = Fixtures.spec(cameras.add("/gate", script));
      Recorder recorder = new Recorder(Fixtures.KEY_INTERVAL);
      adapter.open(
          new CameraSpec(
              plain.stream(), plain.url(), null, null, Transport.MULTICAST, true, Set.of()),
          recorder);
      recorder.awaitUnits();
      assertThat(adapter.memory().worked(plain.url())).isEqualTo(LowerTransport.UDP);
    }
  }
}
