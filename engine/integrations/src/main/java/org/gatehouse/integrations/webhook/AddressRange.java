package org.gatehouse.integrations.webhook;

import java.net.InetAddress;
import org.gatehouse.contract.config.ConfigException;

/**
 * Addresses that begin alike (RFC 4632 §3.1), such as {@code 10.0.0.0/8}; a lone address is a range
 * of one. Immutable.
 */
record AddressRange(byte[] start, int bits) {
  /** With its own copy. */
  AddressRange {
    start = start.clone();
  }

  /**
   * From its text.
   *
   * @throws ConfigException if it is none; names are not looked up
   */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      byte[] start = InetAddress.ofLiteral(address.strip()).getAddress();
      int most = start.length * Byte.SIZE;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1).strip());
      if (bits >= 0 && bits <= most) {
        return new AddressRange(start, bits);
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new ConfigException(
        "expected addresses such as 10.1.2.3, 192.168.0.0/16 or fd00::/8, but saw '" + text + "'");
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != start.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != start[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((bytes[whole] ^ start[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
  }
}
