/**
 * The engine under many cameras for a long time, some of which come and go all the while: whether
 * it grows. May depend on the bench's fleet, engine and report packages. Used by the command's main
 * thread. Start at {@link org.gatehouse.bench.soak.SoakCommand}.
 */
@NullMarked
package org.gatehouse.bench.soak;

import org.jspecify.annotations.NullMarked;
