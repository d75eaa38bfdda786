package org.gatehouse.contract.vision;

import java.util.List;

/**
 * The plate of one passage after the vote over all frames.
 *
 * @param text the plate without separators, for example {@code 川A113YP}
 * @param confidence 0 to 1
 * @param region the format that it matched: {@code CN}, a country code, or {@code GENERIC}
 * @param kind what kind of plate the format names, such as {@code standard} or {@code new-energy}
 * @param characters one entry for each character of {@code text}
 * @param box where the plate was in the scene picture
 * @param frames how many frames had a say
 */
public record PlateRead(
    String text,
    double confidence,
    String region,
    String kind,
    List<PlateCharacter> characters,
    BoundingBox box,
    int frames) {
  /** Whether every character is certain enough to open a gate by. */
  public boolean isCertain() {
    return characters.stream().allMatch(PlateCharacter::isCertain);
  }
}
