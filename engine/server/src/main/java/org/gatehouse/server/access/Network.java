package org.gatehouse.server.access;

import java.net.InetAddress;
import java.util.HexFormat;

/** Which network an address counts for, where somebody is held off by where they come from. */
public final class Network {
  private static final int NETWORK_BYTES = 8;

  private Network() {}

  /**
   * The address; of IPv6 what names the network that it is in (RFC 4291 §2.5.4), for whoever has an
   * address there has them all.
   */
  public static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    int zone = address.indexOf('%');
    try {
      byte[] bytes =
          InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone)).getAddress();
      return HexFormat.of()
          .formatHex(bytes, 0, bytes.length > NETWORK_BYTES ? NETWORK_BYTES : bytes.length);
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
