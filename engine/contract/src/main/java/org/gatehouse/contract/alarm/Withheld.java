package org.gatehouse.contract.alarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an alarm calls nobody. Immutable.
 *
 * @param who put it away; for one that is suppressed the id of the alarm that explains it
 * @param until when it comes back by itself; null if it does not
 * @param reason as they gave it; empty for one that is suppressed
 */
public record Withheld(String who, Instant since, @Nullable Instant until, String reason) {}
