package org.gatehouse.camera.session;

import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspResponse;

/**
 * Shows the camera that we are still there, at half its timeout: by GET_PARAMETER where it says
 * that it knows it, for some servers do not count OPTIONS; by OPTIONS otherwise, or once
 * GET_PARAMETER was refused. Answers are not waited for: some cameras give none. Owned by the
 * session's event loop.
 */
final class KeepAlive {
  private final Dialogue dialogue;
  private final Playing playing;
  private boolean byParameter;
  private long lastNanos;

  KeepAlive(Dialogue dialogue, Playing playing, long nanos) {
    this.dialogue = dialogue;
    this.playing = playing;
    this.byParameter = playing.offersGetParameter();
    this.lastNanos = nanos;
  }

  /** To be called often; sends when it is time. */
  void tick(long nanos) {
    if (nanos - lastNanos >= TimeUnit.SECONDS.toNanos(playing.keepAliveSeconds())) {
      lastNanos = nanos;
      send();
    }
  }

  private void send() {
    String method = byParameter ? "GET_PARAMETER" : "OPTIONS";
    dialogue.ask(method, playing.aggregateUrl(), RtspHeaders.EMPTY, this::answered);
  }

  private void answered(RtspResponse response) {
    if (byParameter && !response.ok() && response.status() != 401) {
      byParameter = false;
      send();
    }
  }
}
