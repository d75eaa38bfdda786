package org.gatehouse.contract.camera;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to search.
 *
 * @param multicast whether to call to everyone on the networks of this machine's interfaces
 * @param network a network of which every address is asked by itself, such as {@code
 *     192.168.1.0/24}; at most 65,536 addresses; null for none
 * @param ports the TCP ports on which a swept address is asked; empty for those usual with cameras
 * @param patience how long answers to the call are waited for, and each swept address at most
 */
public record DiscoveryRequest(
    boolean multicast, @Nullable String network, List<Integer> ports, Duration patience) {
  /** Copies the list. */
  public DiscoveryRequest {
    ports = List.copyOf(ports);
  }

  /** A call to everyone near. */
  public static DiscoveryRequest near() {
    return new DiscoveryRequest(true, null, List.of(), Duration.ofSeconds(4));
  }

  /** A sweep of one network and nothing else. */
  public static DiscoveryRequest sweep(String network) {
    return new DiscoveryRequest(false, network, List.of(), Duration.ofSeconds(4));
  }
}
