package org.gatehouse.camera;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.republish.PullListener;
import org.gatehouse.contract.republish.RepublishProvider;
import org.gatehouse.contract.republish.RepublishProvider.Settings;
import org.gatehouse.contract.republish.RepublishUser;
import org.gatehouse.contract.republish.Republisher;
import org.gatehouse.contract.republish.StreamLender;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** The server of streams as the engine finds it, with one user who may pull camera {@code gate}. */
public final class RepublishPulls implements StreamLender, PullListener, AutoCloseable {
  public static final String USER = "nvr";
  public static final String PASSWORD = "let-me-in";

  private final Map<StreamId, StreamSource> streams = new ConcurrentHashMap<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger loans = new AtomicInteger();
  private final Republisher server;

  /** Starts it on a free port of this machine. */
  public RepublishPulls(int mostSessions, Ticker ticker) {
    server =
        ServiceLoader.load(RepublishProvider.class)
            .findFirst()
            .orElseThrow()
            .start(settings(mostSessions, ticker), this, this);
  }

  /** Its settings. */
  public static Settings settings(int mostSessions, Ticker ticker) {
    RepublishUser user = new RepublishUser(USER, Secret.of(PASSWORD), Set.of(new CameraId("gate")));
    return new Settings("127.0.0.1", 0, mostSessions, List.of(user), ticker);
  }

  /** Offers a stream. */
  public void add(StreamSource source) {
    streams.put(source.id(), source);
  }

  /** Where a path is pulled from. */
  public URI url(String path) {
    return URI.create("rtsp://127.0.0.1:" + server.port() + path);
  }

  /** The server itself. */
  public Republisher server() {
    return server;
  }

  /** What the listener heard. */
  public List<String> told() {
    return told;
  }

  /** Loans that were not given back. */
  public int loans() {
    return loans.get();
  }

  @Override
  public @Nullable StreamSource find(StreamId stream) {
    return streams.get(stream);
  }

  @Override
  public Loan want(StreamId stream) {
    loans.incrementAndGet();
    return loans::decrementAndGet;
  }

  @Override
  public void began(Pull pull) {
    told.add("began " + pull.user() + " " + pull.stream() + " " + pull.carrier());
  }

  @Override
  public void ended(Pull pull, long seconds, long bytes, String why) {
    told.add("ended " + pull.user() + " " + pull.stream() + " " + why);
  }

  @Override
  public void refused(String user, String asked, String client, String why) {
    told.add("refused " + user + " " + why);
  }

  @Override
  public void close() {
    server.close();
  }
}
