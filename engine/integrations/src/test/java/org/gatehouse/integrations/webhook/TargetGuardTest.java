package org.gatehouse.integrations.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {
  private final TargetGuard guard = new TargetGuard(List.of());

  /** An IPv4 address as a name server tells it in an AAAA record. */
  private static InetAddress mapped(int... ipv4) throws UnknownHostException {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    for (int i = 0; i < 4; i++) {
      bytes[12 + i] = (byte) ipv4[i];
    }
    return Inet6Address.getByAddress("name.example", bytes, -1);
  }

  @Test
  void allows_ipv4WithinIpv6_isJudgedAsIpv4() throws Exception {
    assertThat(mapped(127, 0, 0, 1)).isInstanceOf(Inet6Address.class);
    assertThat(guard.allows(mapped(127, 0, 0, 1))).isFalse();
    assertThat(guard.allows(mapped(192, 168, 1, 1))).isFalse();
    assertThat(guard.allows(mapped(9, 9, 9, 9))).isTrue();
    TargetGuard listed = new TargetGuard(List.of(AddressRange.parse("192.168.0.0/16")));
    assertThat(listed.allows(mapped(192, 168, 1, 1))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::ffff:0:7f00:1", "2001:0:1::1", "64:ff9b::7f00:1", "2002:7f00:1::1"})
  void allows_ipv6ThatLeadsToIpv4_isClosed(String address) {
    assertThat(guard.allows(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001:4860:4860::8888", "2620:fe::fe", "9.9.9.9"})
  void allows_publicAddress_isOpen(String address) {
    assertThat(guard.allows(InetAddress.ofLiteral(address))).isTrue();
  }
}
