package org.gatehouse.camera.transport;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Finds addresses of host names without holding up an event loop: each on a virtual thread. */
public final class HostLookup {
  private HostLookup() {}

  /** Hears what was found, on the loop: an address, or why there is none. */
  public interface Found {
    /** Exactly one is not null. */
    void found(@Nullable InetAddress address, @Nullable UnknownHostException failure);
  }

  /** Looks for the address of {@code host}. */
  public static void find(String host, EventLoop loop, Found found) {
    InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
    if (literal != null) {
      found.found(literal, null);
    } else {
      Thread.ofVirtual().name("lookup-" + host).start(() -> look(host, loop, found));
    }
  }

  private static void look(String host, EventLoop loop, Found found) {
    try {
      InetAddress address = InetAddress.getByName(host);
      loop.execute(() -> found.found(address, null));
    } catch (UnknownHostException e) {
      loop.execute(() -> found.found(null, e));
    }
  }
}
