/**
 * The engine as a process of its own: its configuration file, start and stop, what it says of
 * itself over HTTP, the CPU time it takes. May depend on the JDK and Jackson only, never on the
 * engine's classes: the bench sees what a user sees. Used by the command's main thread. Start at
 * {@link org.gatehouse.bench.engine.EngineProcess}.
 */
@NullMarked
package org.gatehouse.bench.engine;

import org.jspecify.annotations.NullMarked;
