package org.gatehouse.camera.simulator.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads NAL units off a byte stream (ITU-T H.264 annex B) as it comes. Not thread-safe. */
final class NalReader {
  private final InputStream in;
  private final byte[] chunk = new byte[64 * 1024];
  private int at;
  private int end;
  private byte[] unit = new byte[64 * 1024];
  private int length;
  private int zeros;
  private boolean inside;

  NalReader(InputStream in) {
    this.in = in;
  }

  /** The next unit without its start code; null at the end of the stream. */
  byte @Nullable [] next() throws IOException {
    while (true) {
      if (at == end) {
        end = in.read(chunk);
        at = 0;
        if (end <= 0) {
          end = 0;
          return last();
        }
      }
      byte value = chunk[at++];
      if (value == 1 && zeros >= 2) {
        byte @Nullable [] found = cut();
        inside = true;
        if (found != null) {
          return found;
        }
      } else {
        append(value);
      }
    }
  }

  private void append(byte value) {
    zeros = value == 0 ? zeros + 1 : 0;
    if (inside) {
      if (length == unit.length) {
        unit = Arrays.copyOf(unit, length * 2);
      }
      unit[length++] = value;
    }
  }

  private byte @Nullable [] cut() {
    int size = Math.max(0, length - zeros);
    byte @Nullable [] found = inside && size > 0 ? Arrays.copyOf(unit, size) : null;
    length = 0;
    zeros = 0;
    return found;
  }

  private byte @Nullable [] last() {
    byte @Nullable [] found = cut();
    inside = false;
    return found;
  }
}
