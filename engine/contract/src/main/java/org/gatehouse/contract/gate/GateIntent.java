package org.gatehouse.contract.gate;

import java.time.Instant;
import java.util.UUID;

/**
 * That a barrier will be told something.
 *
 * @param id of the order; the same for the same passage, whenever it is decided
 * @param passageId for which passage; empty if for none
 * @param plate of that vehicle as lists have it, so that a later run knows it again; empty if not
 *     known
 * @param byPerson whether a person asked for it, else the lists did
 */
public record GateIntent(
    UUID id,
    String lane,
    BarrierAction action,
    String passageId,
    String plate,
    boolean byPerson,
    Instant decidedAt) {}
