/**
 * {@code gatehouse bench gate}: a video once through the whole engine, and what came out against
 * labels. The matching is pure; the main thread drives the run. May depend on the bench's other
 * packages and on the simulated camera. Start at {@link org.gatehouse.bench.gate.GateCommand}, the
 * rule is {@link org.gatehouse.bench.gate.Matching}.
 */
@NullMarked
package org.gatehouse.bench.gate;

import org.jspecify.annotations.NullMarked;
