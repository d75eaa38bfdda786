package org.gatehouse.bench.powercut;

import java.io.IOException;

/** Something that a disk does for a while. */
interface Trouble {
  /** Begins or goes on; called each second. */
  void goOn() throws IOException;

  /** Ends. */
  void end() throws IOException;
}
