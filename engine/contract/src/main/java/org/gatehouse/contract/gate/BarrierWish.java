package org.gatehouse.contract.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a lane's barrier is to be, beyond single orders: it outlives the run that wished it.
 *
 * @param held whether it is to stay open until somebody releases it
 * @param closeAt from when on it is to be told to close, once nothing stands below its arm; null if
 *     it is not
 */
public record BarrierWish(boolean held, @Nullable Instant closeAt) {
  /** Of a barrier that is left to itself. */
  public static final BarrierWish NONE = new BarrierWish(false, null);
}
