/**
 * Measures lists of vehicles: import, memory, lookups. May depend on the engine's process and
 * {@code runtime.list}. Start at {@link org.gatehouse.bench.lists.ListsBenchCommand}.
 */
@NullMarked
package org.gatehouse.bench.lists;

import org.jspecify.annotations.NullMarked;
