/**
 * Reads plates from picture files, by the same reader that lanes use. May depend on the plate and
 * inference packages. Runs on the command's main thread. Start at {@link
 * org.gatehouse.analytics.worker.read.ReadCommand}.
 */
@NullMarked
package org.gatehouse.analytics.worker.read;

import org.jspecify.annotations.NullMarked;
