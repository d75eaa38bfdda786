/**
 * {@code bench accuracy}: how well the analysis reads labelled pictures, by what the product would
 * report of the whole picture. May use the worker's reader and the bench's report. Runs on the
 * command's main thread, so that CPU time is that of one thread. Start at {@link
 * org.gatehouse.bench.accuracy.AccuracyCommand}.
 */
@NullMarked
package org.gatehouse.bench.accuracy;

import org.jspecify.annotations.NullMarked;
