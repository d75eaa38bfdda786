package org.gatehouse.camera.session;

import java.util.Locale;

/**
 * What a playing session needs to know.
 *
 * @param aggregateUrl names the whole presentation; keep-alive and TEARDOWN go there
 * @param timeoutSeconds after which the camera forgets a silent session
 * @param publicMethods value of the Public header of OPTIONS; empty if there was none
 */
record Playing(String aggregateUrl, int timeoutSeconds, String publicMethods) {
  private static final int MOST_KEEP_ALIVE_MILLIS = 30_000;
  private static final int LEAST_KEEP_ALIVE_MILLIS = 500;

  boolean offers(String method) {
    return publicMethods.toUpperCase(Locale.ROOT).contains(method);
  }

  /** Half the timeout, so that one lost keep-alive ends nothing. */
  int keepAliveMillis() {
    int half = (int) Math.min(timeoutSeconds * 500L, MOST_KEEP_ALIVE_MILLIS);
    return Math.max(half, LEAST_KEEP_ALIVE_MILLIS);
  }
}
