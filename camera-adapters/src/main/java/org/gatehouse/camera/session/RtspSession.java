package org.gatehouse.camera.session;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.SessionListener;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamMemory;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one camera's stream: connects, holds the {@link Conversation}, follows the camera
 * to another URL if it says so, and connects again where the next transport wants that. Owned by
 * its event loop; {@link #close} may be called from anywhere.
 */
final class RtspSession implements CameraSession, Connector.Result {
  private static final int MOST_MOVES = 3;

  private final CameraSpec spec;
  private final SessionListener listener;
  private final EventLoop loop;
  private final SessionResources resources;
  private final SessionTimings timings;
  private final TransportMemory memory;
  private final TransportOrder transports;
  private final Connector connector;
  private final CompletableFuture<CameraFault> ended = new CompletableFuture<>();

  private SessionState state = SessionState.CONNECTING;
  private URI url;
  private int moves;
  private @Nullable Conversation conversation;

  /**
   * @param memory of all sessions
   * @param connectors makes the session's own
   */
  RtspSession(
      CameraSpec spec,
      SessionListener listener,
      EventLoop loop,
      SessionResources resources,
      SessionTimings timings,
      TransportMemory memory,
      Function<Connector.Result, Connector> connectors) {
    this.spec = spec;
    this.url = spec.url();
    this.listener = listener;
    this.loop = loop;
    this.resources = resources;
    this.timings = timings;
    this.memory = memory;
    this.transports =
        new TransportOrder(
            spec.transport(), Connector.secure(spec.url()), memory.worked(spec.url()));
    this.connector = connectors.apply(this);
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
            connector.connect(url);
          }
        });
  }

  @Override
  public void open(Channel channel) {
    SessionTerms terms =
        new SessionTerms(
            spec.stream(),
            url.toString(),
            credentials(),
            spec.audio(),
            spec.policies(),
            transports,
            timings);
    Conversation mine = new Conversation(channel, terms, resources, new ConversationEvents());
    conversation = mine;
    channel.pipeline().addLast(new ConversationHandler(mine, channel.alloc()));
    move(SessionState.NEGOTIATING);
    mine.start();
  }

  @Override
  public void failed(CameraFault fault) {
    end(fault);
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
            connector.cancel();
            end(Faults.left("connect"));
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
    URI next = Redirection.target(url, location);
    if (next == null || moves > MOST_MOVES) {
      end(Faults.protocol("DESCRIBE", "sent on to " + Redaction.withoutUserInfo(location)));
      return;
    }
    url = next;
    reconnect();
  }

  private void reconnect() {
    conversation = null;
    move(SessionState.CONNECTING);
    connector.connect(url);
  }

  private final class ConversationEvents implements Conversation.Events {
    @Override
    public StreamMemory memory() {
      return listener.memory();
    }

    @Override
    public void playing() {
      move(SessionState.STREAMING);
    }

    @Override
    public void accessUnit(AccessUnit unit) {
      listener.onAccessUnit(unit);
    }

    @Override
    public void notice(CameraNotice notice) {
      listener.onNotice(notice);
    }

    @Override
    public void traffic(long bytes, long lostPackets) {
      listener.onTraffic(bytes, lostPackets);
    }

    @Override
    public void garbage(long bytes) {
      listener.onGarbage(bytes);
    }

    @Override
    public void clock(long cameraMinusServerMicros) {
      listener.onClock(cameraMinusServerMicros);
    }

    @Override
    public void refusedLogin() {
      listener.onRefusedLogin();
    }

    @Override
    public void worked(LowerTransport transport) {
      memory.worked(spec.url(), transport);
    }

    @Override
    public void moved(String location) {
      follow(location);
    }

    @Override
    public void again() {
      reconnect();
    }

    @Override
    public void ended(CameraFault fault) {
      end(fault);
    }
  }
}
