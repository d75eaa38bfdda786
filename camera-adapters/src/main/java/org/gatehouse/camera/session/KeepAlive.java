package org.gatehouse.camera.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspResponse;

/**
 * Shows the camera that we are still there, at half its timeout: by GET_PARAMETER where it says
 * that it knows it, for some servers do not count OPTIONS; by what comes next in the list once that
 * was refused. Answers are not waited for: some cameras give none. Owned by the session's event
 * loop.
 */
final class KeepAlive {
  private final Dialogue dialogue;
  private final Playing playing;
  private final Consumer<RtspResponse> unauthorized;
  private final List<String> methods;
  private long lastNanos;

  /**
   * @param unauthorized hears it if the credentials, right before, are so no longer
   */
  KeepAlive(Dialogue dialogue, Playing playing, long nanos, Consumer<RtspResponse> unauthorized) {
    this.dialogue = dialogue;
    this.playing = playing;
    this.unauthorized = unauthorized;
    this.methods = methods(playing);
    this.lastNanos = nanos;
  }

  private static List<String> methods(Playing playing) {
    List<String> methods = new ArrayList<>();
    if (playing.offers("GET_PARAMETER")) {
      methods.add("GET_PARAMETER");
    }
    methods.add("OPTIONS");
    if (playing.offers("SET_PARAMETER")) {
      methods.add("SET_PARAMETER");
    }
    return methods;
  }

  /** To be called often; sends when it is time. */
  void tick(long nanos) {
    if (nanos - lastNanos >= TimeUnit.MILLISECONDS.toNanos(playing.keepAliveMillis())) {
      lastNanos = nanos;
      send();
    }
  }

  private void send() {
    String method = methods.getFirst();
    dialogue.ask(
        method, playing.aggregateUrl(), RtspHeaders.EMPTY, response -> answered(method, response));
  }

  /** The last that is left stays, refused or not: any request is a sign of life to most. */
  private void answered(String method, RtspResponse response) {
    if (response.status() == 401 && dialogue.hasCredentials()) {
      unauthorized.accept(response);
    } else if (!response.ok() && methods.size() > 1 && method.equals(methods.getFirst())) {
      methods.removeFirst();
      send();
    }
  }
}
