package org.gatehouse.contract.gate;

import java.time.Duration;
import java.util.UUID;

/**
 * One thing that a barrier is told, once.
 *
 * @param id the same however often it is told: a barrier that remembers ids does it once
 * @param pulse for {@link BarrierAction#OPEN}, how long the contact is closed
 */
public record BarrierOrder(UUID id, BarrierAction action, Duration pulse) {}
