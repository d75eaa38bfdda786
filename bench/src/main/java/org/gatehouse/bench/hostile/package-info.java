/**
 * {@code gatehouse bench hostile}: what analysis does to the rest when it is fed with broken access
 * units and killed again and again. What is judged is pure; the main thread drives the run. May
 * depend on the bench's other packages and on the simulated camera. Start at {@link
 * org.gatehouse.bench.hostile.HostileCommand}.
 */
@NullMarked
package org.gatehouse.bench.hostile;

import org.jspecify.annotations.NullMarked;
