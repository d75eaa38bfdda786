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
  private static final int MOST_KEEP_ALIVE_SECONDS = 30;

  boolean offersGetParameter() {
    return publicMethods.toUpperCase(Locale.ROOT).contains("GET_PARAMETER");
  }

  int keepAliveSeconds() {
    return Math.clamp(timeoutSeconds / 2, 1, MOST_KEEP_ALIVE_SECONDS);
  }
}
