package org.gatehouse.integrations.barrier.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A relay with coils in memory, some of which can be made to refuse being switched off. */
final class FakeRelay implements AutoCloseable {
  private static final int READ_COILS = 1;
  private static final int WRITE_COIL = 5;
  private final ServerSocket server;
  private final Set<Integer> on = ConcurrentHashMap.newKeySet();

  /** Coils that refuse to be switched off. */
  final Set<Integer> stuck = ConcurrentHashMap.newKeySet();

  /** What was switched, such as {@code 0 on}, and {@code 0 refused}. */
  final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  FakeRelay() throws IOException {
    server = new ServerSocket(0);
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try (Socket client = server.accept()) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      while (true) {
        byte[] request = new byte[12];
        in.readFully(request);
        client.getOutputStream().write(answer(request));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private byte[] answer(byte[] request) {
    ByteBuffer asked = ByteBuffer.wrap(request);
    int coil = asked.getShort(8);
    return switch (request[7]) {
      case WRITE_COIL -> written(request, coil, asked.getShort(10) != 0);
      case READ_COILS -> told(request, (byte) 1, (byte) (on.contains(coil) ? 1 : 0));
      default -> told(request, (byte) 1, (byte) 0);
    };
  }

  private byte[] written(byte[] request, int coil, boolean wanted) {
    if (!wanted && stuck.contains(coil)) {
      said.add(coil + " refused");
      byte[] refusal = told(request, (byte) 4);
      refusal[7] = (byte) (refusal[7] | 0x80);
      return refusal;
    }
    if (wanted) {
      on.add(coil);
    } else {
      on.remove(coil);
    }
    said.add(coil + (wanted ? " on" : " off"));
    return request;
  }

  /** The head of the request, and that after it. */
  private static byte[] told(byte[] request, byte... data) {
    ByteBuffer answer = ByteBuffer.allocate(8 + data.length);
    answer.put(request, 0, 4).putShort((short) (2 + data.length)).put(request, 6, 2).put(data);
    return answer.array();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
