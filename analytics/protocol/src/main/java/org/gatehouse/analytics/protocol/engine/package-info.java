/**
 * The engine's side of the analytics worker: starts, watches and replaces worker processes, feeds
 * them access units and hands on what they find. Depends on the contract, the messages and {@code
 * wire}; no native library. One supervisor thread owns processes and lanes, each lane has a feeding
 * thread, one thread calls the listener. Start at {@link
 * org.gatehouse.analytics.protocol.engine.Supervisor}.
 */
@NullMarked
package org.gatehouse.analytics.protocol.engine;

import org.jspecify.annotations.NullMarked;
