package org.gatehouse.analytics.protocol.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSocket;
import org.gatehouse.analytics.protocol.wire.ByteWire;

/** Bytes over TLS. The plain socket is what is closed: an orderly end of TLS would wait. */
final class TlsWire implements ByteWire {
  private final Socket plain;
  private final InputStream in;
  private final OutputStream out;

  /** After its handshake. */
  TlsWire(Socket plain, SSLSocket tls) throws IOException {
    this.plain = plain;
    this.in = tls.getInputStream();
    this.out = tls.getOutputStream();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    byte[] bytes = new byte[into.remaining()];
    int count = in.read(bytes);
    if (count > 0) {
      into.put(bytes, 0, count);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.write(copy);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
