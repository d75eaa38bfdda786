package org.gatehouse.contract.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of what a barrier was going to be told.
 *
 * @param outcome such as {@code confirmed}
 * @param sentAt when it had left this machine; null if it never did
 * @param detail one line for a person, without secrets; empty where there is no more to say
 */
public record GateEnd(
    GateIntent intent, String outcome, @Nullable Instant sentAt, Instant endedAt, String detail) {}
