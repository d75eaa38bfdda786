/**
 * The long run of the fuzz tests: finds them in the sources, compiles them by Maven once, and gives
 * each a process of its own with Jazzer in it for some minutes. May depend on the bench's cli,
 * engine and report packages. Start at {@link org.gatehouse.bench.fuzz.FuzzCommand}.
 */
@NullMarked
package org.gatehouse.bench.fuzz;

import org.jspecify.annotations.NullMarked;
