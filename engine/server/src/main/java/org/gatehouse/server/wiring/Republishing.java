package org.gatehouse.server.wiring;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.republish.PullListener;
import org.gatehouse.contract.republish.RepublishProvider;
import org.gatehouse.contract.republish.Republisher;
import org.gatehouse.contract.republish.StreamLender;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.supervise.CameraSupervisor;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.config.RepublishConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lends the engine's streams to others, and notes down who took what. */
final class Republishing implements StreamLender, PullListener {
  private static final Logger log = LoggerFactory.getLogger(Republishing.class);

  private final Cameras cameras;
  private final CameraSupervisor supervisor;
  private final AuditLog audit;
  private final LongAdder pulls = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  Republishing(Cameras cameras, CameraSupervisor supervisor, AuditLog audit) {
    this.cameras = cameras;
    this.supervisor = supervisor;
    this.audit = audit;
  }

  Republisher start(RepublishProvider provider, RepublishConfig config, Ticker ticker) {
    config
        .users()
        .forEach(
            user ->
                user.cameras().stream()
                    .filter(camera -> cameras.find(camera) == null)
                    .forEach(
                        camera ->
                            log.warn(
                                "republish: user {} is granted camera {}, which there is not yet",
                                user.name(),
                                camera)));
    Republisher started = provider.start(config.settings(ticker), this, this);
    log.info(
        "republish: rtsp://{}:{}/CAMERA and /CAMERA/sub for {} users",
        config.bind(),
        started.port(),
        config.users().size());
    return started;
  }

  /** Pulls that began. */
  long pulls() {
    return pulls.sum();
  }

  /** Pulls that were refused. */
  long refusals() {
    return refusals.sum();
  }

  /** Bytes of media that were sent in pulls that are over. */
  long bytes() {
    return bytes.sum();
  }

  @Override
  public @Nullable StreamSource find(StreamId stream) {
    return cameras.stream(stream);
  }

  @Override
  public Loan want(StreamId stream) {
    return supervisor.want(stream)::close;
  }

  @Override
  public void began(Pull pull) {
    pulls.increment();
    audit.told(
        "stream.pulled",
        "republish user " + pull.user(),
        Map.of("stream", pull.stream(), "from", pull.client(), "over", pull.carrier()));
  }

  @Override
  public void ended(Pull pull, long seconds, long sent, String why) {
    bytes.add(sent);
    audit.told(
        "stream.pull.ended",
        "republish user " + pull.user(),
        Map.of(
            "stream",
            pull.stream(),
            "from",
            pull.client(),
            "seconds",
            seconds,
            "bytes",
            sent,
            "why",
            why));
  }

  @Override
  public void refused(String user, String asked, String client, String why) {
    refusals.increment();
    audit.told(
        "stream.pull.refused",
        client,
        Map.of("asked", plain(asked), "user", plain(user), "why", why));
  }

  /** What strangers send may hold anything. */
  private static String plain(String text) {
    String shown = text.length() > 100 ? text.substring(0, 100) : text;
    return shown.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
