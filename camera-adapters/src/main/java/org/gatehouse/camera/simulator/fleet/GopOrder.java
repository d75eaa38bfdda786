package org.gatehouse.camera.simulator.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * In which order a camera shows the groups of a clip: first as they lie, from its own start on;
 * then shuffled anew in each pass, the first half and the second half apart, so that no group comes
 * again before about half a clip has passed and no stretch repeats byte for byte. Not thread-safe.
 */
final class GopOrder {
  private final int gops;
  private final int first;
  private final Random random;
  private List<Integer> pass = new ArrayList<>();
  private int at;

  GopOrder(int gops, int first, long seed) {
    this.gops = gops;
    this.first = first;
    this.random = new Random(seed);
    for (int i = 0; i < gops; i++) {
      pass.add(Math.floorMod(first + i, gops));
    }
  }

  /** The next group to show. */
  int next() {
    if (at == gops) {
      at = 0;
      pass = shuffled();
    }
    return pass.get(at++);
  }

  private List<Integer> shuffled() {
    List<Integer> lying = new ArrayList<>();
    for (int i = 0; i < gops; i++) {
      lying.add(Math.floorMod(first + i, gops));
    }
    Collections.shuffle(lying.subList(0, gops / 2), random);
    Collections.shuffle(lying.subList(gops / 2, gops), random);
    return lying;
  }
}
