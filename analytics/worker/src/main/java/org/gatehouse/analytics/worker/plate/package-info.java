/**
 * Finds and reads plates in one picture: text boxes (PP-OCRv4 detector), characters with their
 * probabilities (PP-OCRv4 recogniser and a head of our own), and the plate formats that judge them.
 * Knows nothing of time or tracks. May depend on {@code inference}, OpenCV's core and imgproc, and
 * the contract. Parts that hold buffers belong to one lane's thread; formats and decoding are pure.
 * Start at {@link org.gatehouse.analytics.worker.plate.PlateScanner}.
 */
@NullMarked
package org.gatehouse.analytics.worker.plate;

import org.jspecify.annotations.NullMarked;
