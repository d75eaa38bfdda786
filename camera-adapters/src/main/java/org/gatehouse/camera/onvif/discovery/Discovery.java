package org.gatehouse.camera.onvif.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.contract.camera.CameraDirectory.Listener;
import org.gatehouse.contract.camera.DiscoveryRequest;
import org.jspecify.annotations.Nullable;

/** Searches for cameras: a call to everyone near, a sweep of a network, or both at once. */
public final class Discovery {
  private static final List<Integer> USUAL_PORTS = List.of(80, 8000, 8080, 8899, 2020);

  private final @Nullable List<InetAddress> interfaces;
  private final int port;

  /** On all interfaces of this machine but the loopback, on the port of WS-Discovery. */
  public Discovery() {
    this(null, ProbeMessage.PORT);
  }

  /** On those addresses of this machine and that port. */
  Discovery(@Nullable List<InetAddress> interfaces, int port) {
    this.interfaces = interfaces;
    this.port = port;
  }

  /** Searches; blocks until it is over. Interrupting it ends it. */
  public void find(DiscoveryRequest request, Listener listener) throws InterruptedException {
    String named = request.network();
    Cidr network = named == null ? null : Cidr.parse(named);
    Findings findings = new Findings(listener);
    List<Thread> calls = request.multicast() ? calls(request, findings) : List.of();
    if (network != null) {
      sweep(request, network, findings);
    }
    for (Thread call : calls) {
      call.join();
    }
  }

  private void sweep(DiscoveryRequest request, Cidr network, Findings findings)
      throws InterruptedException {
    List<Integer> ports = request.ports().isEmpty() ? USUAL_PORTS : request.ports();
    if (ports.stream().anyMatch(p -> p < 1 || p > 65_535)) {
      throw new IllegalArgumentException("ports must be 1 to 65535, not " + ports);
    }
    OnvifSettings settings = OnvifSettings.standard().withReply(request.patience());
    try (SoapClient client = new SoapClient(settings)) {
      new Sweep(findings, client, ports, port, request.patience()).run(network);
    }
  }

  private List<Thread> calls(DiscoveryRequest request, Findings findings) {
    List<Thread> calls = new ArrayList<>();
    for (InetAddress local : locals(findings)) {
      InetSocketAddress group = new InetSocketAddress(ProbeMessage.GROUP, port);
      Call call = new Call(local, group, findings);
      calls.add(Thread.startVirtualThread(() -> run(call, local, request, findings)));
    }
    return calls;
  }

  private static void run(
      Call call, InetAddress local, DiscoveryRequest request, Findings findings) {
    try {
      call.run(request.patience());
    } catch (IOException e) {
      findings.problem(local.getHostAddress(), "cannot call on this interface: " + e.getMessage());
    }
  }

  private List<InetAddress> locals(Findings findings) {
    if (interfaces != null) {
      return interfaces;
    }
    try {
      return Call.interfaces();
    } catch (IOException e) {
      findings.problem("this machine", "its interfaces cannot be listed: " + e.getMessage());
      return List.of();
    }
  }
}
