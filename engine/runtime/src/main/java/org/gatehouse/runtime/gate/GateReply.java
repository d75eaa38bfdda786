package org.gatehouse.runtime.gate;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a request.
 *
 * @param command what the barrier is told by it; null if nothing
 * @param verdict what was decided by it; null if nothing
 * @param refusal why nothing is done, for a person; null if it is
 */
public record GateReply(
    @Nullable UUID command, @Nullable Verdict verdict, @Nullable String refusal) {
  static GateReply of(UUID command) {
    return new GateReply(command, null, null);
  }

  static GateReply refused(String why) {
    return new GateReply(null, null, why);
  }
}
