/**
 * Writes footage again with every face and every plate covered and masks burnt in black:
 * demultiplex and decode, look, follow, cover, code, multiplex. Each picture waits a moment before
 * it is written, so that what is found only later is covered before it was found. Uses the
 * detectors of {@code plate} and {@code face}, avcodec, avformat and OpenCV's core and imgproc; all
 * on one thread. Start at {@link org.gatehouse.analytics.worker.redact.Redaction}.
 */
@NullMarked
package org.gatehouse.analytics.worker.redact;

import org.jspecify.annotations.NullMarked;
