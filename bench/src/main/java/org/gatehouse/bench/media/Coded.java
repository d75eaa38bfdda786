package org.gatehouse.bench.media;

import java.util.List;
import org.gatehouse.contract.media.ParameterSets;

/**
 * Pictures coded one after the other at an even rate, the first one an IDR picture.
 *
 * @param pictures AVCC slices, as the simulated camera sends them
 */
public record Coded(ParameterSets parameters, List<Picture> pictures) {
  /** One coded picture; the array is shared and must not be changed. */
  public record Picture(boolean key, byte[] avcc) {}
}
