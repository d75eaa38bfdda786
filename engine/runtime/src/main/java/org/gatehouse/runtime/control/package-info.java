/**
 * What cameras do on a person's wish: moves that end by themselves. Depends on the contract only.
 * Callers bring their threads; a virtual thread for each camera that moves ends its move. Start at
 * {@link org.gatehouse.runtime.control.MoveDesk}.
 */
@NullMarked
package org.gatehouse.runtime.control;

import org.jspecify.annotations.NullMarked;
