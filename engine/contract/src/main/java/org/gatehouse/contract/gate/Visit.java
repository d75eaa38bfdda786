package org.gatehouse.contract.gate;

import java.time.Instant;
import java.util.UUID;

/**
 * A vehicle that is inside.
 *
 * @param group name of the lanes that lead into the same place
 * @param plate as lists have it
 * @param lane by which it came
 * @param passageId of that passage
 */
public record Visit(
    UUID id, String group, String plate, String lane, String passageId, Instant enteredAt) {}
