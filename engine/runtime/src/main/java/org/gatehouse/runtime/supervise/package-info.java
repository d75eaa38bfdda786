/**
 * Keeps every configured camera streaming: opens sessions through the adapters, waits and tries
 * again when they end, tells how each camera is. One supervisor thread owns all of it; access units
 * pass by on the sessions' own I/O threads. Depends on the contract only. Start at {@link
 * org.gatehouse.runtime.supervise.CameraSupervisor}.
 */
@NullMarked
package org.gatehouse.runtime.supervise;

import org.jspecify.annotations.NullMarked;
