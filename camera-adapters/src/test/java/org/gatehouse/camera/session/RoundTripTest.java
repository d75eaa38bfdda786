package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.ServiceLoader;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.Recorder;
import org.gatehouse.camera.simulator.CameraScript;
import org.gatehouse.camera.simulator.Fault;
import org.gatehouse.camera.simulator.Login;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.camera.CameraAdapter;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.media.AccessUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client against the simulated camera, over real sockets. */
class RoundTripTest {
  private final VideoTrack track = Fixtures.fastTrack();
  private CameraAdapter adapter;
  private SimulatedCameras cameras;

  @BeforeEach
  void start() throws IOException {
    adapter = ServiceLoader.load(CameraAdapter.class).findFirst().orElseThrow();
    cameras = Fixtures.cameras();
  }

  @AfterEach
  void stop() {
    adapter.close();
    cameras.close();
  }

  private Recorder playToEnd(CameraScript script) throws InterruptedException {
    Recorder recorder = new Recorder();
    adapter.open(Fixtures.spec(cameras.add("/gate", script)), recorder);
    recorder.awaitClosed();
    return recorder;
  }

  private CameraScript once() {
    return CameraScript.of(track, Playback.ONCE);
  }

  @Test
  void open_wholeTrack_everyPictureArrivesByteForByte() throws InterruptedException {
    Recorder recorder = playToEnd(once());
    List<AccessUnit> units = recorder.units();
    assertThat(units).hasSize(track.samples().size()).hasSize(Fixtures.PICTURES);
    for (int i = 0; i < units.size(); i++) {
      Sample sample = track.samples().get(i);
      AccessUnit unit = units.get(i);
      assertThat(unit.payload().copy()).isEqualTo(sample.data());
      assertThat(unit.randomAccess()).isEqualTo(sample.key());
      assertThat(unit.ticks() - units.getFirst().ticks()).isEqualTo(sample.ticks());
      assertThat(unit.parameters()).isEqualTo(track.parameters());
      assertThat(unit.lostPackets()).isZero();
    }
    assertThat(units).extracting(AccessUnit::epochMicros).isSorted();
    assertThat(recorder.bytes()).isGreaterThan(10_000);
    assertThat(recorder.states())
        .containsExactly(
            SessionState.CONNECTING,
            SessionState.NEGOTIATING,
            SessionState.STREAMING,
            SessionState.CLOSED);
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.CLOSED_BY_CAMERA);
  }

  @Test
  void open_noParametersInSdp_takesThoseInBand() throws InterruptedException {
    Recorder recorder = playToEnd(once().withoutParametersInSdp());
    assertThat(recorder.units()).hasSize(Fixtures.PICTURES);
    assertThat(recorder.units().getFirst().parameters()).isEqualTo(track.parameters());
  }

  @Test
  void open_packetsMissing_damagedPicturesAreLeftOutAndLossIsCounted() throws InterruptedException {
    Recorder recorder = playToEnd(once().withFault(new Fault.LoseEvery(37)));
    assertThat(recorder.units()).isNotEmpty().hasSizeLessThan(Fixtures.PICTURES);
    List<byte[]> sent = track.samples().stream().map(Sample::data).toList();
    assertThat(recorder.units()).allMatch(u -> sent.stream().anyMatch(s -> same(s, u)));
    assertThat(recorder.lostPackets()).isPositive();
    assertThat(recorder.units()).anyMatch(u -> u.lostPackets() > 0);
  }

  private static boolean same(byte[] sent, AccessUnit unit) {
    return java.util.Arrays.equals(sent, unit.payload().copy());
  }

  @ParameterizedTest
  @EnumSource(Login.Scheme.class)
  void open_rightPassword_streams(Login.Scheme scheme) throws InterruptedException {
    Login login = new Login(scheme, "ad\"min", "pass:wörd@%");
    URI url = cameras.add("/gate", once().withLogin(login));
    Recorder recorder = new Recorder();
    adapter.open(Fixtures.spec(url, "ad\"min", "pass:wörd@%"), recorder);
    recorder.awaitClosed();
    assertThat(recorder.units()).hasSize(Fixtures.PICTURES);
    assertThat(recorder.refusedLogins()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Login.Scheme.class)
  void open_wrongPassword_saysUnauthorizedWithoutTellingIt(Login.Scheme scheme)
      throws InterruptedException {
    Login login = new Login(scheme, "admin", "right");
    URI url = cameras.add("/gate", once().withLogin(login));
    Recorder recorder = new Recorder();
    adapter.open(Fixtures.spec(url, "admin", "hunter2"), recorder);
    CameraFault fault = recorder.awaitClosed();
    assertThat(fault.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(fault.toString()).contains("wrong user name or password").doesNotContain("hunter2");
    assertThat(recorder.units()).isEmpty();
    assertThat(recorder.refusedLogins()).isEqualTo(1);
  }

  @Test
  void open_noPasswordConfigured_saysThatOneIsWanted() throws InterruptedException {
    Login login = new Login(Login.Scheme.DIGEST_MD5, "admin", "right");
    Recorder recorder = playToEnd(once().withLogin(login));
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(recorder.awaitClosed().remedy()).contains("configure");
  }

  @Test
  void open_unknownPath_saysNotFound() throws InterruptedException {
    Recorder recorder = new Recorder();
    adapter.open(Fixtures.spec(cameras.url("/nothing")), recorder);
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void open_otherCodec_namesWhatWasOffered() throws InterruptedException {
    CameraFault fault = playToEnd(once().withFault(new Fault.OtherCodec("VP8"))).awaitClosed();
    assertThat(fault.kind()).isEqualTo(Kind.UNSUPPORTED_CODEC);
    assertThat(fault.seen()).contains("video VP8");
  }

  @Test
  void open_nobodyListens_saysUnreachable() throws InterruptedException, IOException {
    int port;
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = taken.getLocalPort();
    }
    Recorder recorder = new Recorder();
    adapter.open(Fixtures.spec(URI.create("rtsp://127.0.0.1:" + port + "/gate")), recorder);
    CameraFault fault = recorder.awaitClosed();
    assertThat(fault.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(fault.seen()).contains("refused");
  }

  @Test
  void open_unknownHost_saysUnreachable() throws InterruptedException {
    Recorder recorder = new Recorder();
    adapter.open(Fixtures.spec(URI.create("rtsp://camera.invalid/gate")), recorder);
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(recorder.awaitClosed().seen()).contains("camera.invalid");
  }

  @Test
  void open_connectionsRefused_saysClosedByCamera() throws InterruptedException {
    cameras.refuseConnections(true);
    Recorder recorder = playToEnd(once());
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.CLOSED_BY_CAMERA);
  }

  @Test
  void open_cameraClosesInTheMiddle_saysClosedByCamera() throws InterruptedException {
    Recorder recorder = playToEnd(once().withFault(new Fault.CloseAfter(7)));
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.CLOSED_BY_CAMERA);
    assertThat(recorder.units()).hasSize(7);
  }

  @Test
  void open_streamCutInsidePacket_saysSo() throws InterruptedException {
    Recorder recorder = playToEnd(once().withFault(new Fault.TruncateAfter(7)));
    CameraFault fault = recorder.awaitClosed();
    assertThat(fault.kind()).isEqualTo(Kind.CLOSED_BY_CAMERA);
    assertThat(fault.seen()).contains("in the middle of a message, 704 bytes into it");
  }

  @Test
  void close_whileStreaming_leavesPolitely() throws InterruptedException {
    Recorder recorder = new Recorder(5);
    URI url = cameras.add("/gate", track, Playback.LOOP);
    CameraSession session = adapter.open(Fixtures.spec(url), recorder);
    recorder.awaitUnits();
    session.close();
    session.close();
    assertThat(recorder.awaitClosed().kind()).isEqualTo(Kind.CLOSED_BY_US);
  }

  @Test
  void close_adapter_endsAllSessions() throws InterruptedException {
    URI url = cameras.add("/gate", track, Playback.LIVE);
    Recorder first = new Recorder(5);
    Recorder second = new Recorder(5);
    adapter.open(Fixtures.spec(url), first);
    adapter.open(Fixtures.spec(url), second);
    first.awaitUnits();
    second.awaitUnits();
    adapter.close();
    assertThat(first.awaitClosed().kind()).isEqualTo(Kind.CLOSED_BY_US);
    assertThat(second.awaitClosed().kind()).isEqualTo(Kind.CLOSED_BY_US);
  }
}
