package org.gatehouse.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera with a certificate of its own making. */
class HttpsTest {
  @TempDir Path folder;

  @Test
  void connect_selfSigned_onlyByExplicitOption() throws Exception {
    try (OnvifSimulator simulator = OnvifSimulator.start();
        SoapClient strict = new SoapClient(OnvifSettings.standard());
        SoapClient trusting = new SoapClient(OnvifSettings.standard().withAnyCertificate(true))) {
      simulator.addSecure(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          OnvifScript.open("gate", "rtsp://x/"),
          selfSigned());
      URI service = simulator.service("gate");
      assertThat(service).hasScheme("https");
      assertThatThrownBy(() -> OnvifDevice.connect(strict, service, null))
          .isInstanceOf(OnvifException.class)
          .hasMessageContaining("TLS")
          .hasMessageContaining("allow any certificate");
      OnvifDevice device = OnvifDevice.connect(trusting, service, null);
      assertThat(device.media().profiles()).hasSize(2);
    }
  }

  /** By the JDK's own tool, for a name that is not the camera's. */
  private SslContext selfSigned() throws Exception {
    Path store = folder.resolve("camera.p12");
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            tool.toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=factory",
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            store.toString());
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, "changeit".toCharArray());
    return SslContextBuilder.forServer(factory).build();
  }
}
