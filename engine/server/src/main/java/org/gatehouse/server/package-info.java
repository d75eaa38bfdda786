/**
 * The engine's process: entry point and wiring. Starts on the main thread; what runs later belongs
 * to the packages it wires. Start at {@link org.gatehouse.server.Main}.
 */
@NullMarked
package org.gatehouse.server;

import org.jspecify.annotations.NullMarked;
