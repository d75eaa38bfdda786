package org.gatehouse.camera.session;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.camera.transport.HostLookup;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.SessionListener;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one camera's stream: finds the host, connects, holds the {@link Conversation},
 * follows the camera to another URL if it says so. Owned by its event loop; {@link #close} may be
 * called from anywhere.
 */
final class RtspSession implements CameraSession {
  private static final int DEFAULT_PORT = 554;
  private static final int MOST_MOVES = 3;

  private final CameraSpec spec;
  private final SessionListener listener;
  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final Ticker ticker;
  private final WallClock wallClock;
  private final SessionTimings timings;
  private final CompletableFuture<CameraFault> ended = new CompletableFuture<>();

  private SessionState state = SessionState.CONNECTING;
  private URI url;
  private int moves;
  private @Nullable ChannelFuture connecting;
  private @Nullable Conversation conversation;

  RtspSession(
      CameraSpec spec,
      SessionListener listener,
      EventLoop loop,
      Bootstrap bootstrap,
      Ticker ticker,
      WallClock wallClock,
      SessionTimings timings) {
    this.spec = spec;
    this.url = spec.url();
    this.listener = listener;
    this.loop = loop;
    this.bootstrap = bootstrap;
    this.ticker = ticker;
    this.wallClock = wallClock;
    this.timings = timings;
  }

  /** Completes, on the event loop, after the listener has heard the last of the session. */
  CompletableFuture<CameraFault> ended() {
    return ended;
  }

  /** Begins; returns at once. */
  void start() {
    loop.execute(
        () -> {
          if (state != SessionState.CLOSED) {
            listener.onState(SessionState.CONNECTING);
            connect();
          }
        });
  }

  private void connect() {
    String host = url.getHost();
    if (host == null) {
      end(Faults.protocol("connect", "no host in " + url));
      return;
    }
    HostLookup.find(
        host,
        loop,
        (address, failure) -> {
          if (state == SessionState.CLOSED) {
            return;
          }
          if (address != null) {
            connect(new InetSocketAddress(address, port()));
          } else {
            end(Faults.unreachable(failure, host, port()));
          }
        });
  }

  private int port() {
    return url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
  }

  private void connect(InetSocketAddress address) {
    ChannelHandler attach =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            attach(channel);
          }
        };
    int patience = (int) timings.connect().toMillis();
    connecting =
        bootstrap
            .clone()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, patience)
            .handler(attach)
            .connect(address);
    Futures.forget(connecting.addListener(future -> connected(future.cause())));
  }

  private void attach(Channel channel) {
    Conversation mine =
        new Conversation(
            channel,
            url.toString(),
            credentials(),
            ticker,
            wallClock,
            timings,
            new ConversationEvents());
    conversation = mine;
    channel.pipeline().addLast(new ConversationHandler(mine, channel.alloc()));
  }

  /** Credentials go to the configured host only, wherever the camera sends us. */
  private @Nullable Credentials credentials() {
    String username = spec.username();
    Secret password = spec.password();
    boolean home = spec.url().getHost().equalsIgnoreCase(url.getHost());
    if (username == null || !home) {
      return null;
    }
    return new Credentials(username, password == null ? Secret.of("") : password);
  }

  private void connected(@Nullable Throwable failure) {
    if (state == SessionState.CLOSED) {
      return;
    }
    if (failure != null) {
      end(Faults.unreachable(failure, url.getHost(), port()));
    } else if (conversation != null) {
      move(SessionState.NEGOTIATING);
      conversation.start();
    }
  }

  private void move(SessionState next) {
    if (next == state) {
      return;
    }
    if (!SessionMoves.allowed(state, next)) {
      throw new IllegalStateException(spec.stream() + ": " + state + " to " + next);
    }
    state = next;
    listener.onState(next);
  }

  @Override
  public void close() {
    if (loop.isShuttingDown()) {
      return;
    }
    loop.execute(
        () -> {
          if (state == SessionState.CONNECTING) {
            end(Faults.left("connect"));
            if (connecting != null) {
              Futures.forget(connecting.channel().close());
            }
          } else if (conversation != null) {
            conversation.leave();
          }
        });
  }

  private void end(CameraFault fault) {
    if (state == SessionState.CLOSED) {
      return;
    }
    move(SessionState.CLOSED);
    listener.onClosed(fault);
    ended.complete(fault);
  }

  private void follow(String location) {
    moves++;
    URI next = target(location);
    if (next == null || moves > MOST_MOVES) {
      end(Faults.protocol("DESCRIBE", "sent on to " + Redaction.withoutUserInfo(location)));
      return;
    }
    url = next;
    conversation = null;
    move(SessionState.CONNECTING);
    connect();
  }

  private @Nullable URI target(String location) {
    try {
      URI next = new URI(Redaction.withoutUserInfo(location.trim()));
      boolean rtsp = "rtsp".equalsIgnoreCase(next.getScheme());
      return rtsp && next.getHost() != null ? next : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private final class ConversationEvents implements Conversation.Events {
    @Override
    public void playing() {
      move(SessionState.STREAMING);
    }

    @Override
    public void accessUnit(AccessUnit unit) {
      listener.onAccessUnit(unit);
    }

    @Override
    public void traffic(long bytes, long lostPackets) {
      listener.onTraffic(bytes, lostPackets);
    }

    @Override
    public void moved(String location) {
      follow(location);
    }

    @Override
    public void ended(CameraFault fault) {
      end(fault);
    }
  }
}
