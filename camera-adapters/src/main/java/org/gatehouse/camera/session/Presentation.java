package org.gatehouse.camera.session;

import java.util.List;

/**
 * What DESCRIBE told and was chosen of it.
 *
 * @param aggregateUrl names the whole; PLAY, keep-alive and TEARDOWN go there
 * @param publicMethods value of the Public header of OPTIONS; empty if there was none
 * @param streams the video first
 */
record Presentation(String aggregateUrl, String publicMethods, List<StreamPlan> streams) {
  Presentation {
    streams = List.copyOf(streams);
  }
}
