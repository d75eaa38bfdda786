package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Objects;
import org.gatehouse.camera.simulator.onvif.OnvifFault;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.gatehouse.camera.simulator.onvif.SimulatedOnvifDevice;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.http.CameraView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real engine turns simulated cameras and sets their masks, by its HTTP interface. */
@Timeout(120)
class EngineControlTest {
  private static final String AREA = "[\"0,0 0.5,0 0.5,0.25 0,0.25\"]";

  private final OnvifSimulator devices = OnvifSimulator.start();
  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path folder;
  private @Nullable Engine running;

  @BeforeEach
  void start() throws IOException {
    Path secret = Files.writeString(folder.resolve("p.txt"), "right-one");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
    devices.close();
    client.close();
  }

  private SimulatedOnvifDevice device(String name, OnvifFault... faults) throws IOException {
    OnvifScript script =
        OnvifScript.open(name, "rtsp://127.0.0.1:1/" + name)
            .withLogin(Access.DIGEST_MD5, "admin", "right-one");
    for (OnvifFault fault : faults) {
      script = script.with(fault);
    }
    return devices.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
  }

  private String camera(String id, String more) {
    return """
      - id: %s
        url: rtsp://127.0.0.1:1/%s
        onvif: %s
        username: admin
        password: file:p.txt
    %s\
    """
        .formatted(id, id, devices.service(id), more);
  }

  private void runs(String... cameras) throws IOException {
    Path site =
        Files.writeString(
            folder.resolve("site.yaml"),
            "site: north\ndata: ./data\nserver: { port: 0 }\ncameras:\n"
                + String.join("", cameras)
                + "  - { id: plain, url: \"rtsp://127.0.0.1:1/plain\" }\n");
    running = Engine.start(new SiteFile().read(site), site);
  }

  private CameraView.Traits traits(String id) {
    return Objects.requireNonNull(running).cameras().stream()
        .filter(camera -> camera.id().equals(id))
        .findFirst()
        .orElseThrow()
        .traits();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(Objects.requireNonNull(running).url().resolve(path)));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(Objects.requireNonNull(running).url().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    while (!condition.holds()) {
      Thread.sleep(50);
    }
  }

  @Test
  void ptz_moveThatNobodyEnds_isEndedAfterASecond() throws Exception {
    SimulatedOnvifDevice gate = device("gate");
    runs(camera("gate", ""));
    await(() -> traits("gate").ptz());
    long begun = System.nanoTime();
    assertThat(post("api/v1/cameras/gate/ptz", "{\"move\":{\"pan\":1,\"tilt\":-0.5}}").statusCode())
        .isEqualTo(204);
    assertThat(gate.operations()).contains("ContinuousMove").doesNotContain("Stop");
    await(() -> gate.operations().contains("Stop"));
    assertThat(System.nanoTime() - begun).isGreaterThan(900_000_000L);
    assertThat(gate.refusedLogins()).isZero();
  }

  @Test
  void ptz_presetsAndMistakes_areAnswered() throws Exception {
    device("gate");
    runs(camera("gate", ""));
    assertThat(get("api/v1/cameras/gate/ptz/presets").body()).isEqualTo("{\"items\":[]}");
    assertThat(post("api/v1/cameras/gate/ptz", "{\"stop\":true}").statusCode()).isEqualTo(204);
    HttpResponse<String> unknown = post("api/v1/cameras/gate/ptz", "{\"preset\":\"p9\"}");
    assertThat(unknown.statusCode()).isEqualTo(502);
    assertThat(unknown.body()).contains("camera gate: GotoPreset");
    assertThat(post("api/v1/cameras/gate/ptz", "{\"move\":{\"pan\":2}}").body())
        .contains("'move.pan': must have a maximum value of 1");
    assertThat(post("api/v1/cameras/gate/ptz", "{}").statusCode()).isEqualTo(400);
    assertThat(post("api/v1/cameras/gate/ptz", "[").statusCode()).isEqualTo(400);
    assertThat(post("api/v1/cameras/nobody/ptz", "{\"stop\":true}").statusCode()).isEqualTo(404);
    HttpResponse<String> plain = post("api/v1/cameras/plain/ptz", "{\"stop\":true}");
    assertThat(plain.statusCode()).isEqualTo(409);
    assertThat(plain.body()).contains("has no onvif address");
  }

  @Test
  void ptz_cameraThatDoesNotTurn_isRefused() throws Exception {
    device("gate", OnvifFault.NO_PTZ);
    runs(camera("gate", ""));
    assertThat(post("api/v1/cameras/gate/ptz", "{\"stop\":true}").statusCode()).isEqualTo(409);
    assertThat(traits("gate").ptz()).isFalse();
  }

  @Test
  void mask_heldByTheCamera_isSetAtTheStartAndSaidSo() throws Exception {
    SimulatedOnvifDevice gate = device("gate");
    device("yard");
    runs(
        camera("gate", "    mask: camera\n    mask-areas: " + AREA + "\n"),
        camera("yard", "    mask-areas: " + AREA + "\n"));
    await(() -> "camera".equals(traits("gate").mask()));
    assertThat(Collections.frequency(gate.operations(), "CreateMask")).isEqualTo(1);
    assertThat(traits("yard").mask()).isEqualTo("unmasked");
    assertThat(traits("plain").mask()).isNull();
    assertThat(get("api/v1/cameras").body())
        .contains("\"mask\":\"camera\"", "\"mask\":\"unmasked\"");
  }

  @Test
  void mask_cameraThatCannotBeAsked_isUnmasked() throws Exception {
    device("gate", OnvifFault.GARBAGE);
    runs(camera("gate", "    mask: camera\n    mask-areas: " + AREA + "\n"));
    assertThat(traits("gate").mask()).isEqualTo("unmasked");
  }
}
