package org.gatehouse.integrations.barrier.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a Modbus TCP server, made when it is needed and left when anything is wrong with
 * it: an answer that comes late is never taken for that of the next question. Thread-safe; each
 * question waits for its answer.
 *
 * <pre>
 *   0               2               4               6      7
 *  +---------------+---------------+---------------+------+----------+
 *  |  transaction  | protocol (0)  | length of all | unit | function |
 *  |               |               | that follows  |      | and data |
 *  +---------------+---------------+---------------+------+----------+
 * </pre>
 *
 * <p>Modbus Messaging on TCP/IP Implementation Guide V1.0b, §3.1.3
 */
final class ModbusClient implements AutoCloseable {
  private static final int READ_COILS = 1;
  private static final int READ_INPUTS = 2;
  private static final int WRITE_COIL = 5;
  private static final int ON = 0xff00;
  private static final int REFUSED = 0x80;
  private static final int LONGEST = 254;

  private final InetSocketAddress address;
  private final int unit;
  private final int timeoutMillis;
  private @Nullable Socket socket;
  private int transaction;

  ModbusClient(String host, int port, int unit, Duration timeout) {
    this.address = InetSocketAddress.createUnresolved(host, port);
    this.unit = unit;
    this.timeoutMillis = (int) timeout.toMillis();
  }

  /** Whether a coil is on. */
  boolean coil(int coil) throws IOException {
    return bit(READ_COILS, coil);
  }

  /** Whether an input is on. */
  boolean input(int input) throws IOException {
    return bit(READ_INPUTS, input);
  }

  private boolean bit(int function, int at) throws IOException {
    byte[] answer = ask(function, at, 1, () -> true, () -> {});
    if (answer.length != 3 || answer[1] != 1) {
      throw broken("its answer has another length than what was asked for");
    }
    return (answer[2] & 1) != 0;
  }

  /**
   * Switches a coil.
   *
   * @param inTime is asked just before the order leaves
   * @param sent is run when it has left
   * @throws LateException if it was not in time, and did not leave
   */
  void write(int coil, boolean on, BooleanSupplier inTime, Runnable sent) throws IOException {
    byte[] answer = ask(WRITE_COIL, coil, on ? ON : 0, inTime, sent);
    ByteBuffer echo = ByteBuffer.wrap(answer, 1, answer.length - 1);
    boolean same =
        answer.length == 5
            && (echo.getShort() & 0xffff) == coil
            && (echo.getShort() & 0xffff) == (on ? ON : 0);
    if (!same) {
      throw broken("it repeats another order than it was given");
    }
  }

  private synchronized byte[] ask(
      int function, int first, int second, BooleanSupplier inTime, Runnable sent)
      throws IOException {
    Socket to = connected();
    if (!inTime.getAsBoolean()) {
      throw new LateException();
    }
    transaction = (transaction + 1) & 0xffff;
    ByteBuffer request = ByteBuffer.allocate(12);
    request.putShort((short) transaction).putShort((short) 0).putShort((short) 6);
    request.put((byte) unit).put((byte) function);
    request.putShort((short) first).putShort((short) second);
    try {
      to.getOutputStream().write(request.array());
      sent.run();
      return answer(new DataInputStream(to.getInputStream()), function);
    } catch (ModbusException e) {
      throw e;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Socket connected() throws IOException {
    Socket now = socket;
    if (now != null && !now.isClosed()) {
      return now;
    }
    Socket fresh = new Socket();
    try {
      fresh.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()), timeoutMillis);
      fresh.setSoTimeout(timeoutMillis);
      fresh.setTcpNoDelay(true);
      // Giving up takes back what still waits to be sent: it would come after what is told next.
      fresh.setSoLinger(true, 0);
    } catch (IOException e) {
      fresh.close();
      throw new UnreachableException(e);
    }
    socket = fresh;
    return fresh;
  }

  private byte[] answer(DataInputStream in, int function) throws IOException {
    int answered = in.readUnsignedShort();
    int protocol = in.readUnsignedShort();
    int length = in.readUnsignedShort() - 1;
    int from = in.readUnsignedByte();
    if (answered != transaction
        || protocol != 0
        || length < 2
        || length > LONGEST
        || from != unit) {
      throw broken("its answer is not one to this question");
    }
    byte[] data = new byte[length];
    in.readFully(data);
    int told = data[0] & 0xff;
    if (told == (function | REFUSED)) {
      throw ModbusException.of(data[1] & 0xff);
    }
    if (told != function) {
      throw broken("its answer is to another function");
    }
    return data;
  }

  private synchronized IOException broken(String what) {
    close();
    return new IOException("the relay does not keep to Modbus: " + what);
  }

  @Override
  public synchronized void close() {
    Socket now = socket;
    socket = null;
    if (now != null) {
      try {
        now.close();
      } catch (IOException e) {
        // It is given up either way.
      }
    }
  }

  /** It took too long until it could leave: nothing left. */
  static final class LateException extends IOException {
    private static final long serialVersionUID = 1L;

    LateException() {
      super("the relay was busy for too long");
    }
  }

  /** There is no connection: nothing left. */
  static final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreachableException(IOException cause) {
      super("no connection to the relay", cause);
    }
  }
}
