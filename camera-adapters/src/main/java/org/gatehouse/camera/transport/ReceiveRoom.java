package org.gatehouse.camera.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much the system may hold of a connection until its loop looks. By itself Linux begins with
 * 128 KiB and gives more as it sees reads; a key picture at 4 Mbit/s is larger, so that a camera
 * whose own buffer is short would leave pictures out just when 400 of them begin. Asking for a size
 * ends what the system does by itself, so it is asked for only where it is given. Stateless.
 */
final class ReceiveRoom {
  /** Two seconds at 4 Mbit/s. */
  static final int WANTED = 1 << 20;

  private static final Path MOST = Path.of("/proc/sys/net/core/rmem_max");

  /** Read once: connections are opened on event loops, which wait for no file. */
  private static final boolean GIVEN = mostIsEnough();

  private ReceiveRoom() {}

  /** Whether this system gives as much as is wanted. */
  static boolean given() {
    return GIVEN;
  }

  private static boolean mostIsEnough() {
    // These files give all in the first read or nothing, and Files.readString begins with one byte.
    try (BufferedReader lines = Files.newBufferedReader(MOST)) {
      String first = lines.readLine();
      return first != null && Long.parseLong(first.strip()) >= WANTED;
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }
}
