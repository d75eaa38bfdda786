package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.Recorder;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RTSP over TLS, RFC 7826 §19.2, with a certificate that the camera signed itself. */
class SecureTest {
  private final RtspCameraAdapter adapter = new RtspCameraAdapter();
  private final Peers peers = new Peers();
  private SimulatedCameras cameras;
  private Relay relay;
  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    cameras = Fixtures.cameras();
    cameras.add("/gate", Fixtures.fastTrack(), Playback.ONCE);
    SSLContext tls = selfSigned();
    relay =
        new Relay(
            tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            cameras.port());
  }

  @AfterEach
  void stop() throws Exception {
    adapter.close();
    relay.close();
    cameras.close();
    peers.close();
  }

  private SSLContext selfSigned() throws Exception {
    String password = "changeit";
    Path file = folder.resolve("camera.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    assertThat(
            peers.succeeds(
                keytool,
                "-genkeypair",
                "-alias",
                "camera",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                password))
        .isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private Recorder play(Transport transport, Set<CameraPolicy> policies)
      throws InterruptedException {
    CameraSpec plain = Fixtures.spec(URI.create("rtsps://127.0.0.1:" + relay.port() + "/gate"));
    Recorder recorder = new Recorder();
    adapter.open(
        new CameraSpec(plain.stream(), plain.url(), null, null, transport, true, policies),
        recorder);
    recorder.awaitClosed();
    return recorder;
  }

  @Test
  void open_selfSignedCertificate_isRefusedAndThePolicyNamed() throws InterruptedException {
    Recorder recorder = play(Transport.AUTO, Set.of());
    CameraFault fault = recorder.awaitClosed();
    assertThat(fault.kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(fault.step()).isEqualTo("TLS");
    assertThat(fault.remedy()).contains(CameraPolicy.TRUST_ANY_CERTIFICATE.name());
    assertThat(recorder.units()).isEmpty();
  }

  @Test
  void open_selfSignedCertificateAllowed_everyPictureArrives() throws InterruptedException {
    Recorder recorder = play(Transport.AUTO, Set.of(CameraPolicy.TRUST_ANY_CERTIFICATE));
    assertThat(recorder.units()).hasSize(Fixtures.PICTURES);
    assertThat(recorder.lostPackets()).isZero();
  }

  @Test
  void open_datagramsWantedOverTls_mediaStaysInsideTheConnection() throws InterruptedException {
    Recorder recorder = play(Transport.UDP, Set.of(CameraPolicy.TRUST_ANY_CERTIFICATE));
    assertThat(recorder.units()).hasSize(Fixtures.PICTURES);
  }
}
