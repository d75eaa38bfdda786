package org.gatehouse.integrations.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the engine from being sent at machines that its network alone can reach: an address that is
 * not public is used only if it is listed. What is checked is the address that is then connected
 * to, so a name cannot change its mind in between. Immutable.
 */
final class TargetGuard {
  /** What is not public (IANA special-purpose registries, RFC 6890), IPv4 first. */
  private static final List<AddressRange> CLOSED =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "224.0.0.0/3",
              "::/96",
              "::ffff:0:0:0/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/32",
              "2002::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(AddressRange::parse)
          .toList();

  private final List<AddressRange> allowed;

  /** That lets these through besides public ones. */
  TargetGuard(List<AddressRange> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /** A target that is not to be connected to. */
  static final class ClosedTargetException extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedTargetException(String message) {
      super(message);
    }
  }

  /** An IPv4 address within an IPv6 one, as a name may lead to, is judged as what it is. */
  boolean allows(InetAddress address) {
    InetAddress bare = bare(address);
    return allowed.stream().anyMatch(range -> range.contains(bare))
        || CLOSED.stream().noneMatch(range -> range.contains(bare));
  }

  private static InetAddress bare(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("every address has 4 or 16 bytes", e);
    }
  }

  /**
   * The addresses of a host that may be connected to, at least one.
   *
   * @throws ClosedTargetException if it has none
   * @throws UnknownHostException if the name is not known
   */
  List<InetAddress> resolve(String host) throws IOException {
    List<InetAddress> all = List.of(InetAddress.getAllByName(host));
    List<InetAddress> open = all.stream().filter(this::allows).toList();
    if (open.isEmpty()) {
      String seen = all.getFirst().getHostAddress();
      throw new ClosedTargetException(
          (host.equals(seen) ? host : host + " (" + seen + ")")
              + " is not a public address: if it is meant, add it to the destination's"
              + " 'private-targets'");
    }
    return open;
  }
}
