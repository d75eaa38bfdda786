package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.camera.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportOrderTest {
  private static List<LowerTransport> order(
      Transport wanted, boolean encrypted, @Nullable LowerTransport worked) {
    TransportOrder order = new TransportOrder(wanted, encrypted, worked);
    List<LowerTransport> all = new ArrayList<>(List.of(order.current()));
    while (order.next()) {
      all.add(order.current());
    }
    return all;
  }

  /** Quirk 82: what would be torn over UDP goes over TCP, unless a camera knows nothing else. */
  @Test
  void order_nothingAskedFor_isTcpAndThenUdp() {
    assertThat(order(Transport.AUTO, false, null))
        .containsExactly(LowerTransport.TCP, LowerTransport.UDP);
  }

  @Test
  void order_datagramsAskedFor_comeFirstAndTcpIsStillThere() {
    assertThat(order(Transport.UDP, false, null))
        .containsExactly(LowerTransport.UDP, LowerTransport.TCP);
    assertThat(order(Transport.MULTICAST, false, null))
        .containsExactly(LowerTransport.MULTICAST, LowerTransport.UDP, LowerTransport.TCP);
  }

  @Test
  void order_whatWorked_comesFirstIfItIsAllowed() {
    assertThat(order(Transport.AUTO, false, LowerTransport.UDP))
        .containsExactly(LowerTransport.UDP, LowerTransport.TCP);
    assertThat(order(Transport.TCP, false, LowerTransport.UDP)).containsExactly(LowerTransport.TCP);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void order_encrypted_neverLeavesTheConnection(Transport wanted) {
    assertThat(order(wanted, true, LowerTransport.UDP)).containsExactly(LowerTransport.TCP);
  }

  /** Quirk 20. */
  @Test
  void header_anyTransport_saysNothingOfTheMode() {
    assertThat(
            List.of(
                new TransportAsk.Interleaved(0).header(),
                new TransportAsk.Unicast(5000).header(),
                new TransportAsk.Multicast().header()))
        .noneMatch(header -> header.contains("mode"));
  }
}
