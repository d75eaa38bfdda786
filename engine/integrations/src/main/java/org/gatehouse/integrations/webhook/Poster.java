package org.gatehouse.integrations.webhook;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one address over HTTP/1.1, on connections that it keeps, each used by one thread at a
 * time. It connects to the very address that {@link TargetGuard} let through, follows no redirect,
 * and one time-out covers all of an attempt, whatever the receiver does: a timer then closes the
 * socket. Thread-safe.
 */
final class Poster implements AutoCloseable {
  private static final int MOST_IDLE = 64;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int BAD_REQUEST = 400;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final URI url;
  private final Duration timeout;
  private final TargetGuard guard;
  private final @Nullable SSLSocketFactory tls;
  private final String head;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-time-outs").factory());
  private volatile boolean closed;

  /**
   * Not connected yet.
   *
   * @param tls null for plain HTTP
   */
  Poster(URI url, Duration timeout, TargetGuard guard, @Nullable SSLSocketFactory tls) {
    this.url = url;
    this.timeout = timeout;
    this.guard = guard;
    this.tls = tls;
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    head =
        "POST %s%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: Gatehouse\r\n"
            .formatted(path, query, url.getRawAuthority());
  }

  /**
   * Makes one attempt.
   *
   * @throws SocketTimeoutException if it is not over in time
   * @throws IOException if it could not be made, or the answer is none
   */
  HttpAnswer post(Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    byte[] request = request(headers, body);
    Attempt attempt = new Attempt();
    ScheduledFuture<?> alarm =
        timer.schedule(attempt::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return attempt.make(request);
    } catch (IOException e) {
      if (Thread.interrupted() || closed) {
        throw new InterruptedException("the destination is closed");
      }
      if (attempt.expired) {
        throw new SocketTimeoutException("no answer in time");
      }
      throw e;
    } finally {
      alarm.cancel(false);
    }
  }

  private byte[] request(Map<String, String> headers, byte[] body) {
    StringBuilder text = new StringBuilder(head);
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] start = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }

  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    for (Connection c = idle.poll(); c != null; c = idle.poll()) {
      c.close();
    }
  }

  /** One attempt; the timer's thread may end it. */
  private final class Attempt {
    private volatile boolean expired;
    private volatile @Nullable Connection connection;

    HttpAnswer make(byte[] request) throws IOException {
      Connection kept = kept();
      if (kept != null) {
        try {
          return exchange(kept, request);
        } catch (EOFException stale) {
          // It was closed while idle, by all appearances before the request came: once more.
          if (expired) {
            throw stale;
          }
        }
      }
      return exchange(connect(), request);
    }

    private HttpAnswer exchange(Connection with, byte[] request) throws IOException {
      use(with);
      try {
        HttpAnswer answer = answer(with, request);
        if (answer.reusable() && idle.size() < MOST_IDLE && !closed) {
          with.idleSince = System.nanoTime();
          connection = null;
          idle.push(with);
        } else {
          with.close();
        }
        return answer;
      } catch (IOException e) {
        with.close();
        throw e;
      }
    }

    /** A receiver may refuse what it does not want to read all of, such as a large body, and go. */
    private HttpAnswer answer(Connection with, byte[] request) throws IOException {
      try {
        with.socket.getOutputStream().write(request);
      } catch (IOException e) {
        HttpAnswer early = early(with);
        if (early == null) {
          throw e;
        }
        return early;
      }
      return HttpAnswer.read(with.in);
    }

    /** What it said before it had everything, if that is a refusal; null otherwise. */
    private static @Nullable HttpAnswer early(Connection with) {
      try {
        HttpAnswer answer = HttpAnswer.read(with.in);
        return answer.status() < BAD_REQUEST
            ? null
            : new HttpAnswer(answer.status(), answer.retryAfter(), false);
      } catch (IOException e) {
        return null;
      }
    }

    private void use(Connection with) throws IOException {
      connection = with;
      if (expired) {
        with.close();
        throw new SocketTimeoutException("no answer in time");
      }
    }

    private Connection connect() throws IOException {
      IOException failure = null;
      for (InetAddress address : guard.resolve(url.getHost())) {
        try {
          return connect(address);
        } catch (IOException e) {
          failure = e;
        }
      }
      throw failure == null ? new IOException("it has no address") : failure;
    }

    private Connection connect(InetAddress address) throws IOException {
      Socket socket = new Socket();
      use(new Connection(socket, socket, InputStream.nullInputStream()));
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, port()), (int) timeout.toMillis());
        Socket wrapped = tls == null ? socket : secured(tls, socket);
        return new Connection(socket, wrapped, new BufferedInputStream(wrapped.getInputStream()));
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }

    void expire() {
      expired = true;
      Connection open = connection;
      if (open != null) {
        open.close();
      }
    }
  }

  /** The host's name is told (RFC 6066 §3) and must be the certificate's (RFC 2818 §3.1). */
  private Socket secured(SSLSocketFactory factory, Socket socket) throws IOException {
    SSLSocket secured = (SSLSocket) factory.createSocket(socket, url.getHost(), port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private int port() {
    if (url.getPort() > 0) {
      return url.getPort();
    }
    return tls == null ? HTTP_PORT : HTTPS_PORT;
  }

  private @Nullable Connection kept() {
    for (Connection c = idle.poll(); c != null; c = idle.poll()) {
      if (System.nanoTime() - c.idleSince < FRESH_NANOS || c.stillOpen()) {
        return c;
      }
      c.close();
    }
    return null;
  }

  private static final class Connection {
    /** Below TLS, whose own closing may wait. */
    private final Socket raw;

    private final Socket socket;
    private final InputStream in;
    private long idleSince;

    Connection(Socket raw, Socket socket, InputStream in) {
      this.raw = raw;
      this.socket = socket;
      this.in = in;
    }

    /** Nothing is to be read of it: neither its end nor an answer that nobody asked for. */
    boolean stillOpen() {
      try {
        socket.setSoTimeout(1);
        in.read();
        return false;
      } catch (SocketTimeoutException quiet) {
        return isReset();
      } catch (IOException e) {
        return false;
      }
    }

    private boolean isReset() {
      try {
        socket.setSoTimeout(0);
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    void close() {
      try {
        raw.close();
      } catch (IOException e) {
        // It is of no use any more either way.
      }
    }
  }
}
