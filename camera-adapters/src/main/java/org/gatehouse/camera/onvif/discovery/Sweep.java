package org.gatehouse.camera.onvif.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.contract.camera.FoundCamera;

/**
 * Asks every address of a network: by a Probe to it alone, then on some TCP ports for its clock,
 * which ONVIF devices tell anyone. Many at a time, on virtual threads.
 */
final class Sweep {
  private static final int AT_ONCE = 128;
  private static final String PATH = "/onvif/device_service";

  private final Findings findings;
  private final SoapClient client;
  private final List<Integer> ports;
  private final int probePort;
  private final Duration patience;

  Sweep(
      Findings findings, SoapClient client, List<Integer> ports, int probePort, Duration patience) {
    this.findings = findings;
    this.client = client;
    this.ports = List.copyOf(ports);
    this.probePort = probePort;
    this.patience = patience;
  }

  void run(Cidr network) throws InterruptedException {
    Semaphore places = new Semaphore(AT_ONCE);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (int i = 0; i < network.size(); i++) {
        String address = network.address(i);
        places.acquire();
        threads.execute(
            () -> {
              try {
                ask(address);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                findings.asked(network.size());
                places.release();
              }
            });
      }
      places.acquire(AT_ONCE);
    } finally {
      threads.shutdownNow();
    }
  }

  private void ask(String address) throws InterruptedException {
    Thread probing = Thread.startVirtualThread(() -> probe(address));
    for (int port : ports) {
      if (!findings.knows(address) && listens(address, port)) {
        askClock(address, port, probing);
      }
    }
    probing.join();
  }

  private void probe(String address) {
    try {
      InetSocketAddress to = new InetSocketAddress(InetAddress.getByName(address), probePort);
      InetAddress any = InetAddress.getByName("0.0.0.0");
      new Call(any, to, findings).run(patience.dividedBy(2));
    } catch (IOException e) {
      // Unreachable hosts are what a sweep mostly meets.
    }
  }

  private boolean listens(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) patience.toMillis() / 2);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Its answer to the Probe, if there is one, says more; so that is waited for first. */
  private void askClock(String address, int port, Thread probing) throws InterruptedException {
    URI service = URI.create("http://" + address + ":" + port + PATH);
    try {
      if (client.device(service, null).tellsTime(service)) {
        probing.join();
        findings.found(new FoundCamera(address, address, "", "", List.of(service)));
      }
    } catch (OnvifException e) {
      findings.problem(address + ":" + port, e.fault().toString());
    }
  }
}
