package org.gatehouse.server.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.control.MoveDesk;
import org.gatehouse.server.tls.ServerCertificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's HTTP server: the API of {@code docs/http-api.md}, the page, metrics and health. */
public final class WebServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);
  private static final long PING_MILLIS = 5_000;

  /** How soon a stream ends whose user, session or token may not have it any more. */
  private static final long LOOK_MILLIS = 1_000;

  private final Vertx vertx;
  private final HttpServer server;
  private final Router router;
  private final FeedHub feed;
  private final EventStreams streams;
  private final LiveSockets live;
  private final PlaybackSockets playback;
  private final URI url;
  private final @Nullable ServerCertificate certificate;

  private WebServer(
      Vertx vertx,
      HttpServer server,
      Router router,
      FeedHub feed,
      EventStreams streams,
      LiveSockets live,
      PlaybackSockets playback,
      URI url,
      @Nullable ServerCertificate certificate) {
    this.vertx = vertx;
    this.server = server;
    this.router = router;
    this.feed = feed;
    this.streams = streams;
    this.live = live;
    this.playback = playback;
    this.url = url;
    this.certificate = certificate;
  }

  /** Binds and serves HTTP. */
  public static WebServer start(
      String bind, int port, EngineView engine, AccessParts access, Assets assets) {
    return start(bind, port, null, engine, access, assets);
  }

  /**
   * Binds and serves.
   *
   * @param port 0 for any free port
   * @param certificate for HTTPS; null for HTTP
   * @throws ConfigException if the address cannot be bound, or the certificate not be used
   */
  public static WebServer start(
      String bind,
      int port,
      @Nullable ServerCertificate certificate,
      EngineView engine,
      AccessParts access,
      Assets assets) {
    Vertx vertx = Vertx.vertx();
    FeedHub feed = new FeedHub(Ticker.system());
    EventStreams streams = new EventStreams(vertx, engine.events());
    Notes notes = new Notes(vertx, engine.audit(), Ticker.system());
    LiveSockets live = new LiveSockets(engine, notes);
    PlaybackSockets playback = new PlaybackSockets(engine.footage(), notes);
    OpenStreams open = new OpenStreams();
    RateLimit limit = new RateLimit(Ticker.system(), access.reach());
    Router router =
        router(
            vertx,
            engine,
            feed,
            streams,
            live,
            playback,
            new Access(access, notes, open, limit),
            limit,
            access,
            notes,
            assets);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(bind)
            .setPort(port)
            .setCompressionSupported(true)
            // An upgrade to HTTP/2 gives nothing here, and an answer of megabytes went wrong in it.
            .setHttp2ClearTextEnabled(false)
            .setMaxWebSocketFrameSize(65_536)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    if (certificate != null) {
      // Browsers want HTTP/1.1 for WebSockets anyway, which is most of what is sent.
      options
          .setSsl(true)
          .setUseAlpn(false)
          .setKeyCertOptions(CertificateFollower.files(certificate));
    }
    HttpServer server = vertx.createHttpServer(options).requestHandler(router);
    try {
      server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      closeQuietly(vertx);
      throw refused(bind, port, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closeQuietly(vertx);
      throw new CompletionException(e);
    }
    vertx.setPeriodic(
        PING_MILLIS,
        timer -> {
          feed.ping();
          streams.ping();
        });
    vertx.setPeriodic(LOOK_MILLIS, timer -> open.look());
    String host = bind.equals("0.0.0.0") || bind.equals("::") ? "localhost" : bind;
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    String scheme = certificate == null ? "http://" : "https://";
    URI url = URI.create(scheme + bracketed + ":" + server.actualPort() + "/");
    return new WebServer(vertx, server, router, feed, streams, live, playback, url, certificate);
  }

  private static ConfigException refused(String bind, int port, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (!(cause instanceof IOException)) {
      return new ConfigException(
          "server.tls: the certificate and its key cannot be used ("
              + cause.getMessage()
              + "); both must be PEM, the key PKCS 8, and belong together",
          cause);
    }
    if (cause instanceof BindException
        && String.valueOf(cause.getMessage()).contains("already in use")) {
      return new ConfigException(
          "server.port: "
              + port
              + " on "
              + bind
              + " is in use by another program; choose another port, or 0 for any free one",
          cause);
    }
    return new ConfigException(
        "server.bind: cannot listen on "
            + bind
            + ":"
            + port
            + " ("
            + cause.getMessage()
            + "); choose an address of this machine and a port that this user may open",
        cause);
  }

  private static Router router(
      Vertx vertx,
      EngineView engine,
      FeedHub feed,
      EventStreams streams,
      LiveSockets live,
      PlaybackSockets playback,
      Access door,
      RateLimit limit,
      AccessParts access,
      Notes notes,
      Assets assets) {
    Router router = Router.router(vertx);
    router.route().handler(WebServer::harden);
    router.route().failureHandler(WebServer::failed);
    router.get().handler(assets::serve);
    router
        .get("/api/v1/events/:id/snapshots/:file")
        .handler(context -> engine.links().admit(context, limit));
    router.route().handler(door::check);
    router.get("/healthz").handler(context -> health(context, engine.checks(), false));
    router.get("/readyz").handler(context -> health(context, engine.checks(), true));
    router.route().handler(limit::check);
    RequestCheck.guard(router::route);
    router.route().handler(Access::listed);
    router.route().handler(new Repeats(Ticker.system())::check);
    ApiRoutes.mount(router);
    new LoginRoutes(vertx, access, notes).mount(router);
    new OidcRoutes(vertx, access, notes).mount(router);
    new UserRoutes(vertx, access, notes).mount(router);
    new TokenRoutes(vertx, access, notes).mount(router);
    new AuditRoutes(vertx, engine.audit(), notes).mount(router);
    new StatusRoutes(vertx, engine, notes).mount(router);
    new PtzRoutes(vertx, engine, new MoveDesk(Ticker.system()), notes).mount(router);
    new SnapshotRoutes(vertx, engine, notes).mount(router);
    new ZoneRoutes(vertx, engine.zones(), notes).mount(router);
    new AlarmRoutes(engine.alarms()).mount(router);
    new AlarmOrders(vertx, engine, notes, Ticker.system()).mount(router);
    new PictureHealthRoutes(engine, notes).mount(router);
    new NoticeRoutes(engine.notices()).mount(router);
    PlateLooks looks = new PlateLooks(notes);
    router
        .get("/api/v1/events/stream")
        .handler(
            context ->
                looks
                    .followed(context, EventStreams.seen(context))
                    .onSuccess(noted -> streams.open(context))
                    .onFailure(context::fail));
    new EventRoutes(vertx, engine.events(), engine.snapshots(), notes).mount(router);
    new ReadRoutes(vertx, engine.reads(), Ticker.system(), notes).mount(router);
    new LaneRoutes(vertx, engine.gates(), notes).mount(router);
    new VehicleRoutes(vertx, engine.lists(), notes).mount(router);
    new DeliveryRoutes(vertx, engine, notes).mount(router);
    new RecordingRoutes(vertx, engine.footage(), notes).mount(router);
    new RetentionRoutes(vertx, engine.retention(), notes).mount(router);
    new DeletionRoutes(vertx, engine, notes).mount(router);
    FeedRoute.mount(router, vertx, engine.events(), feed, streams, looks);
    router.get("/api/v1/live/:camera").handler(live::upgrade);
    new PlaybackRoutes(vertx, engine.footage(), engine.events()).mount(router);
    new ExportRoutes(vertx, engine).mount(router);
    new VideoRoutes(vertx, engine.footage(), Ticker.system(), notes).mount(router);
    router.get("/api/v1/playback/:camera").handler(playback::upgrade);
    router
        .route()
        .handler(
            context ->
                Problem.notFound("nothing is served at " + context.normalizedPath()).send(context));
    return router;
  }

  private static void harden(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    context.next();
  }

  private static void failed(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof Problem problem) {
      problem.send(context);
    } else if (context.statusCode() == 413) {
      new Problem(413, "Content too large", RequestCheck.most(context)).send(context);
    } else if (failure == null) {
      new Problem(context.statusCode(), "Refused", "the request cannot be served").send(context);
    } else if (context.response().headWritten()) {
      // Half an answer is out: mostly the client hung up, as players do with what they seek past.
      log.debug("{} was cut off: {}", context.normalizedPath(), failure.toString());
      context.request().connection().close();
    } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
      // What Vert.x finds wrong with a request by itself is no failure of ours.
      new Problem(context.statusCode(), "Refused", "the request cannot be served").send(context);
    } else if (failure instanceof StorageException) {
      log.warn(
          "{} {}: {}", context.request().method(), context.normalizedPath(), failure.getMessage());
      new Problem(503, "The store does not answer", "nothing was changed for sure; try again later")
          .send(context);
    } else {
      log.error("{} {} failed", context.request().method(), context.normalizedPath(), failure);
      new Problem(500, "Internal error", "the engine's log says more").send(context);
    }
  }

  private static void health(RoutingContext context, List<HealthCheck> checks, boolean readiness) {
    boolean well = checks.stream().allMatch(check -> check.up() || !(readiness || check.needed()));
    Map<String, Object> named = new LinkedHashMap<>();
    for (HealthCheck check : checks) {
      named.put(check.name(), Map.of("up", check.up(), "detail", check.detail()));
    }
    context.response().setStatusCode(well ? 200 : 503);
    Json.send(context, Map.of("status", well ? "ok" : "failing", "checks", named));
  }

  /** What is served, for tests that hold it against the contract. */
  Router router() {
    return router;
  }

  /**
   * Follows what becomes of the certificate from now on; nothing where there is none.
   *
   * @param renewed asked each time
   * @param millis between two looks
   */
  public void follow(Supplier<ServerCertificate> renewed, long millis) {
    if (certificate != null) {
      CertificateFollower follower = new CertificateFollower(server, certificate, renewed);
      vertx.setPeriodic(
          millis,
          timer ->
              vertx
                  .executeBlocking(
                      () -> {
                        follower.look();
                        return null;
                      })
                  .onFailure(e -> log.error("the certificate cannot be followed", e)));
    }
  }

  /** Where the page is, for a browser on this machine. */
  public URI url() {
    return url;
  }

  /** Tells connected pages of a camera's new state. */
  public void cameraChanged(CameraView camera) {
    feed.camera(camera);
    live.camera(camera);
  }

  /** Tells connected pages of an alarm that changed. */
  public void alarmChanged(AlarmRecord record) {
    feed.alarm(record);
  }

  /** Tells connected pages of an event that is durable. */
  public void eventStored(StoredEvent stored) {
    feed.event(stored);
    streams.wake();
  }

  /** Viewers of live video now, by camera. */
  public Map<CameraId, Integer> viewers() {
    return live.viewers();
  }

  @Override
  public void close() {
    live.close();
    playback.close();
    await(server.close());
    closeQuietly(vertx);
  }

  private static void closeQuietly(Vertx vertx) {
    await(vertx.close());
  }

  private static void await(Future<?> closing) {
    try {
      closing.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the HTTP server did not close in order: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Map<String, Object> siteTree(EngineView engine) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("site", engine.site());
    tree.put("version", engine.version());
    tree.put("serverTime", Times.text(Ticker.system().epochMicros()));
    tree.put("timeZone", ZoneId.systemDefault().getId());
    return tree;
  }
}
