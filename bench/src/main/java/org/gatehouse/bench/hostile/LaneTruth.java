package org.gatehouse.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.bench.farm.TruePassage;

/**
 * What truly happens in front of one camera that plays a scene round and round. Pure.
 *
 * @param startMillis epoch time of the scene's first picture
 * @param roundMillis how long a round is
 * @param passages by time since the start of a round
 */
record LaneTruth(String camera, long startMillis, long roundMillis, List<TruePassage> passages) {
  /** The passages that begin and end between two moments, by epoch time. */
  List<TruePassage> between(long fromMillis, long toMillis) {
    List<TruePassage> found = new ArrayList<>();
    for (long round = startMillis; round < toMillis; round += roundMillis) {
      for (TruePassage passage : passages) {
        long start = round + passage.startMillis();
        long end = round + passage.endMillis();
        if (start >= fromMillis && end <= toMillis) {
          found.add(new TruePassage(passage.plate(), start, end));
        }
      }
    }
    return found;
  }
}
