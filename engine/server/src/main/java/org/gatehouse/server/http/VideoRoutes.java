package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.playback.Playlist;
import org.gatehouse.runtime.playback.VideoFile;
import org.jspecify.annotations.Nullable;

/** Recordings for external players: one MP4 of a time range, and an HLS playlist of it. */
final class VideoRoutes {
  private static final Duration LONGEST_FILE = Duration.ofHours(6);
  private static final Duration LONGEST_PLAYLIST = Duration.ofHours(24);

  private final Vertx vertx;
  private final Footage footage;
  private final Ticker ticker;
  private final Notes notes;

  VideoRoutes(Vertx vertx, Footage footage, Ticker ticker, Notes notes) {
    this.vertx = vertx;
    this.footage = footage;
    this.ticker = ticker;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/playback/:camera/video.mp4").handler(this::video);
    router.get("/api/v1/playback/:camera/index.m3u8").handler(this::playlist);
    router.get("/api/v1/playback/:camera/init.mp4").handler(this::init);
    router.get("/api/v1/playback/:camera/media.m4s").handler(this::media);
  }

  private void video(RoutingContext context) {
    TimeRange range = range(context, LONGEST_FILE);
    answer(
        context,
        range,
        () -> VideoFile.of(footage, range.stream(), range.from(), range.to(), ticker),
        video -> {
          context.response().putHeader("X-Gatehouse-Start", video.start().toString());
          Instant rest = video.rest();
          if (rest != null) {
            String next =
                "<video.mp4?stream=%s&from=%s&to=%s>; rel=\"next\""
                    .formatted(range.stream().name(), rest, range.to());
            context.response().putHeader("Link", next);
          }
          Media.send(context, video);
        });
  }

  private void playlist(RoutingContext context) {
    TimeRange range = range(context, LONGEST_PLAYLIST);
    vertx
        .executeBlocking(
            () -> Playlist.of(footage, range.stream(), range.from(), range.to(), ticker), false)
        .onSuccess(
            playlist -> {
              if (playlist.isEmpty()) {
                context.fail(nothing(range.stream().toString()));
                return;
              }
              shown(context, range, () -> send(context, playlist));
            })
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, Playlist playlist) {
    context
        .response()
        .putHeader("Content-Type", "application/vnd.apple.mpegurl")
        .putHeader("Cache-Control", "no-store")
        .end(playlist.text());
  }

  private void init(RoutingContext context) {
    var stream = TimeRange.stream(context);
    Instant at = TimeRange.time("at", context.request().getParam("at"));
    answer(
        context,
        new TimeRange(stream, at, at),
        () -> VideoFile.init(footage, stream, at, ticker),
        video -> Media.send(context, video));
  }

  private void media(RoutingContext context) {
    TimeRange range = range(context, LONGEST_FILE);
    Instant base = TimeRange.time("base", context.request().getParam("base"));
    if (base.isAfter(range.from())) {
      throw Problem.badRequest("'base' must not be after 'from'");
    }
    answer(
        context,
        range,
        () -> VideoFile.media(footage, range.stream(), range.from(), range.to(), base, ticker),
        video -> Media.send(context, video));
  }

  private static TimeRange range(RoutingContext context, Duration longest) {
    TimeRange range = TimeRange.of(context);
    if (Duration.between(range.from(), range.to()).compareTo(longest) > 0) {
      throw Problem.badRequest(
          "at most "
              + longest.toHours()
              + " hours at once, not "
              + range.from()
              + " to "
              + range.to());
    }
    return range;
  }

  /** Finds it on a worker thread. */
  private void answer(
      RoutingContext context,
      TimeRange range,
      Callable<@Nullable VideoFile> find,
      Consumer<VideoFile> send) {
    vertx
        .<@Nullable VideoFile>executeBlocking(find, false)
        .onSuccess(
            video -> {
              if (video == null) {
                context.fail(nothing(Requests.path(context, "camera")));
              } else {
                shown(context, range, () -> send.accept(video));
              }
            })
        .onFailure(e -> context.fail(e instanceof IOException ? gone(e) : e));
  }

  private static Problem nothing(String stream) {
    return Problem.notFound("nothing is recorded of " + stream + " then");
  }

  private static Problem gone(Throwable e) {
    return new Problem(410, "Gone", "the recordings cannot be read: " + e.getMessage());
  }

  /** A look at recordings leaves a trace, before it is had. */
  private void shown(RoutingContext context, TimeRange range, Runnable then) {
    Map<String, ?> details =
        Map.of("stream", range.stream(), "begin", range.from(), "end", range.to());
    String what = context.normalizedPath() + details;
    notes
        .look(context, "recording.seen", what, details)
        .onSuccess(noted -> then.run())
        .onFailure(context::fail);
  }
}
