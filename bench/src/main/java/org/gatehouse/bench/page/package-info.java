/**
 * {@code gatehouse bench page}: how fast the operators' page shows an event, in a real browser. May
 * depend on the bench's other packages. The main thread drives. Start at {@link
 * org.gatehouse.bench.page.PageCommand}.
 */
@NullMarked
package org.gatehouse.bench.page;

import org.jspecify.annotations.NullMarked;
