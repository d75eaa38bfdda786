/**
 * The whole product between peers: gst-rtsp-server as camera, npm's standardwebhooks as backend,
 * Chromium as operator.
 */
@NullMarked
package org.gatehouse.bench.e2e;

import org.jspecify.annotations.NullMarked;
