package org.gatehouse.integrations;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs of others that tests talk to. */
public final class Peers {
  private static final int SECONDS = 60;

  private Peers() {}

  /** Skips the test, or fails it on CI. */
  public static void missing(String what) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(what);
    }
    abort(what);
  }

  /** Whether there is a program of that path. */
  public static boolean has(String program) {
    return Files.isExecutable(Path.of(program));
  }

  /** A port that was free just now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until somebody listens there. */
  public static void awaitPort(int port, Process process, Path log)
      throws IOException, InterruptedException {
    for (int tenths = 0; tenths < SECONDS * 10; tenths++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    throw new AssertionError("nobody listens at " + port + ":\n" + Files.readString(log));
  }
}
