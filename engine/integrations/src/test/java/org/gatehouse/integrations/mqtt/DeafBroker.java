package org.gatehouse.integrations.mqtt;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** A broker that takes connections and what is published on {@code …/status}, and no more. */
final class DeafBroker implements AutoCloseable {
  private static final int PUBLISH = 3;
  private static final int CONNECT = 1;

  /** CONNACK, without anything: MQTT 5, 3.2. */
  private static final byte[] CONNECTED = {0x20, 3, 0, 0, 0};

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  /** One permit for each connection that was made. */
  final Semaphore connections = new Semaphore(0);

  DeafBroker() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  URI url() {
    return URI.create("mqtt://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      while (true) {
        int type = in.readUnsignedByte() >> 4;
        byte[] rest = new byte[length(in)];
        in.readFully(rest);
        if (type == CONNECT) {
          client.getOutputStream().write(CONNECTED);
          connections.release();
        } else if (type == PUBLISH) {
          published(client, ByteBuffer.wrap(rest));
        }
      }
    } catch (IOException e) {
      // It hung up.
    }
  }

  /** Of what follows: MQTT 5, 1.5.5. */
  private static int length(DataInputStream in) throws IOException {
    int length = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      int digit = in.readUnsignedByte();
      length |= (digit & 0x7f) << shift;
      if (digit < 0x80) {
        return length;
      }
    }
    throw new EOFException("no length");
  }

  private static void published(Socket client, ByteBuffer message) throws IOException {
    byte[] topic = new byte[message.getShort()];
    message.get(topic);
    byte[] id = new byte[2];
    message.get(id);
    if (new String(topic, StandardCharsets.UTF_8).endsWith("/status")) {
      client.getOutputStream().write(new byte[] {0x40, 2, id[0], id[1]});
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
