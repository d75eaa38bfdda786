package org.gatehouse.camera.session;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.camera.transport.HostLookup;
import org.gatehouse.camera.transport.TlsContexts;
import org.gatehouse.contract.camera.CameraFault;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections for one session, one at a time: looks the host up, connects, encrypts where the
 * URL says rtsps (RFC 7826 §19.2). Owned by the session's event loop, on which all is heard.
 */
final class Connector {
  private static final int PORT = 554;
  private static final int SECURE_PORT = 322;

  /** Hears what became of it; neither after {@link #cancel}. */
  interface Result {
    void open(Channel channel);

    void failed(CameraFault fault);
  }

  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final TlsContexts tls;
  private final boolean anyCertificate;
  private final Duration patience;
  private final Result result;
  private @Nullable ChannelFuture connecting;
  private boolean cancelled;

  /**
   * @param anyCertificate whether certificates are taken unseen
   * @param patience for the connection, and again for TLS
   */
  Connector(
      EventLoop loop,
      Bootstrap bootstrap,
      TlsContexts tls,
      boolean anyCertificate,
      Duration patience,
      Result result) {
    this.loop = loop;
    this.bootstrap = bootstrap;
    this.tls = tls;
    this.anyCertificate = anyCertificate;
    this.patience = patience;
    this.result = result;
  }

  static boolean secure(URI url) {
    return "rtsps".equals(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT));
  }

  private static int port(URI url) {
    int standard = secure(url) ? SECURE_PORT : PORT;
    return url.getPort() < 0 ? standard : url.getPort();
  }

  /** Starts; the result follows, perhaps at once. */
  void connect(URI url) {
    String host = url.getHost();
    if (host == null) {
      result.failed(Faults.protocol("connect", "no host in " + url));
      return;
    }
    HostLookup.find(
        host,
        loop,
        (address, failure) -> {
          if (cancelled) {
            return;
          }
          if (address != null) {
            connect(url, address);
          } else {
            result.failed(Faults.unreachable(failure, host, port(url)));
          }
        });
  }

  private void connect(URI url, InetAddress address) {
    ChannelFuture future =
        bootstrap
            .clone()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
            .handler(new Nothing())
            .connect(new InetSocketAddress(address, port(url)));
    connecting = future;
    Futures.forget(future.addListener(done -> connected(url, future)));
  }

  private void connected(URI url, ChannelFuture future) {
    if (cancelled) {
      Futures.forget(future.channel().close());
    } else if (!future.isSuccess()) {
      result.failed(Faults.unreachable(future.cause(), url.getHost(), port(url)));
    } else if (secure(url)) {
      encrypt(url, future.channel());
    } else {
      result.open(future.channel());
    }
  }

  private void encrypt(URI url, Channel channel) {
    try {
      SslHandler handler = tls.client(channel, url.getHost(), port(url), anyCertificate, patience);
      channel.pipeline().addLast(handler);
      Futures.forget(
          handler.handshakeFuture().addListener(done -> encrypted(channel, done.cause())));
    } catch (SSLException e) {
      result.failed(Faults.untrusted(e));
    }
  }

  private void encrypted(Channel channel, @Nullable Throwable failure) {
    if (cancelled || failure != null) {
      Futures.forget(channel.close());
    }
    if (!cancelled) {
      if (failure == null) {
        result.open(channel);
      } else {
        result.failed(Faults.untrusted(failure));
      }
    }
  }

  /** Stops; a connection that comes all the same is closed. */
  void cancel() {
    cancelled = true;
    if (connecting != null) {
      Futures.forget(connecting.channel().close());
    }
  }

  /** Handlers come once the connection is there. */
  private static final class Nothing extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {}
  }
}
