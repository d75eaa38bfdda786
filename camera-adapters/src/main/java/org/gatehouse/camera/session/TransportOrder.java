package org.gatehouse.camera.session;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.camera.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Which transports one session tries, each at most once. Datagrams come second where nobody asked
 * for them: they cost more and lose more, all the more so with H.264 in packetization mode 0, whose
 * pictures are torn by IP. Owned by the session's event loop.
 */
final class TransportOrder {
  private final List<LowerTransport> order;
  private int at;

  /**
   * @param encrypted whether the connection is; then media never goes beside it in the clear
   * @param worked what carried this stream before; null if nothing did
   */
  TransportOrder(Transport wanted, boolean encrypted, @Nullable LowerTransport worked) {
    order = new ArrayList<>(encrypted ? List.of(LowerTransport.TCP) : allowed(wanted));
    if (worked != null && order.remove(worked)) {
      order.addFirst(worked);
    }
  }

  private static List<LowerTransport> allowed(Transport wanted) {
    return switch (wanted) {
      case AUTO -> List.of(LowerTransport.TCP, LowerTransport.UDP);
      case TCP -> List.of(LowerTransport.TCP);
      case UDP -> List.of(LowerTransport.UDP, LowerTransport.TCP);
      case MULTICAST -> List.of(LowerTransport.MULTICAST, LowerTransport.UDP, LowerTransport.TCP);
    };
  }

  LowerTransport current() {
    return order.get(at);
  }

  /** Goes on to the next; false if there is none. */
  boolean next() {
    if (at + 1 < order.size()) {
      at++;
      return true;
    }
    return false;
  }
}
