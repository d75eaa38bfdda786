/**
 * How soon all cameras stream again after all of them, or the engine, went away at once, and how
 * gently the engine comes back. May depend on the bench's fleet and engine packages. Used by the
 * command's main thread. Start at {@link org.gatehouse.bench.storm.StormCommand}.
 */
@NullMarked
package org.gatehouse.bench.storm;

import org.jspecify.annotations.NullMarked;
