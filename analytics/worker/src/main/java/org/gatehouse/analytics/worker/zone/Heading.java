package org.gatehouse.analytics.worker.zone;

import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.contract.vision.Direction;

/** Finds out which way a plate goes. Belongs to its track's thread. */
public interface Heading {
  /** It was seen there. */
  void add(Box box, long micros);

  /** Where it has gone so far. */
  Direction direction();

  /** It is the same plate that another track had lost, and began where that did. */
  void follows(Heading earlier);
}
