package org.gatehouse.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.gatehouse.contract.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** As many devices as a town has cameras. */
@Isolated("it counts the threads of the process")
class ManyDevicesTest {
  private static final int DEVICES = 500;

  @Test
  void fiveHundredDevices_inOneProcess_areAskedAtOnceWithoutAThreadEach() throws Exception {
    int before = Thread.activeCount();
    try (OnvifSimulator simulator = OnvifSimulator.start();
        SoapClient client = new SoapClient(OnvifSettings.standard())) {
      for (int i = 0; i < DEVICES; i++) {
        String address = "127.0." + (4 + i / 250) + "." + (1 + i % 250);
        OnvifScript script =
            OnvifScript.open("camera-" + i, "rtsp://" + address + "/")
                .withLogin(Access.TOKEN, "admin", "p" + i);
        simulator.add(new InetSocketAddress(InetAddress.ofLiteral(address), 0), script);
      }
      assertThat(Thread.activeCount() - before).isLessThan(20);
      List<Callable<String>> questions =
          IntStream.range(0, DEVICES).mapToObj(i -> question(simulator, client, i)).toList();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var answers = threads.invokeAll(questions);
        for (int i = 0; i < DEVICES; i++) {
          assertThat(answers.get(i).get()).isEqualTo("camera-" + i);
        }
      }
    }
  }

  private static Callable<String> question(OnvifSimulator simulator, SoapClient client, int i) {
    return () ->
        OnvifDevice.connect(
                client,
                simulator.service("camera-" + i),
                new Credentials("admin", Secret.of("p" + i)))
            .information()
            .serial();
  }
}
