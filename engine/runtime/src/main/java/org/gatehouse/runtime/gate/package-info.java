/**
 * Gate lanes: who is let through, what the barrier is told and what became of it, visits, vehicles
 * that slip through behind another. Depends on the contract, on {@code list} for who is listed and
 * on {@code record} for times of the week. Each lane has one thread that owns its state and one
 * that waits for its barrier. Start at {@link org.gatehouse.runtime.gate.GateDesk} and {@link
 * org.gatehouse.runtime.gate.LaneCore}.
 */
@NullMarked
package org.gatehouse.runtime.gate;

import org.jspecify.annotations.NullMarked;
