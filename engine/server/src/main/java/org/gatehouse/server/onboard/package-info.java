/**
 * Many cameras at once: a CSV sheet becomes rows, rows become a plan against what was applied
 * before, and a plan is applied whole or not at all into {@code site.d}. One thread. May use the
 * configuration, nothing of the running engine. Start at {@link
 * org.gatehouse.server.onboard.Import}.
 */
@NullMarked
package org.gatehouse.server.onboard;

import org.jspecify.annotations.NullMarked;
