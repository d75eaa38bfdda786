package org.gatehouse.integrations.webhook;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver answered to a POST (RFC 9112). Its body is read past, as far as there is one, and
 * not kept.
 *
 * @param retryAfter the header of that name
 * @param reusable whether the connection can carry another request
 */
record HttpAnswer(int status, @Nullable String retryAfter, boolean reusable) {
  private static final int MOST_HEADER_BYTES = 64 * 1024;

  /** Rather than read a longer body past, the connection is closed. */
  private static final long MOST_BODY_BYTES = 64 * 1024;

  private static final int CONTINUE = 100;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  /**
   * Reads one, after those that only say that it will come (1xx).
   *
   * @throws EOFException if the connection ended before its first byte
   * @throws ProtocolException if it is no HTTP/1 answer, or not a whole one
   */
  static HttpAnswer read(InputStream in) throws IOException {
    Reader reader = new Reader(in);
    while (true) {
      HttpAnswer answer = reader.one();
      if (answer.status >= OK) {
        return answer;
      }
    }
  }

  /** Keeps count of what headers may take. */
  private static final class Reader {
    private final InputStream in;
    private int left = MOST_HEADER_BYTES;
    private boolean begun;

    Reader(InputStream in) {
      this.in = in;
    }

    HttpAnswer one() throws IOException {
      String first = line();
      int status = status(first);
      boolean keep = first.startsWith("HTTP/1.1");
      boolean chunked = false;
      long length = -1;
      String retryAfter = null;
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        if (colon < 1) {
          throw new ProtocolException("its answer holds a header without a name");
        }
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
          case "retry-after" -> retryAfter = value;
          case "content-length" -> length = number(value, 10);
          case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
          case "connection" -> keep = !value.equalsIgnoreCase("close") && keep;
          default -> {
            // Nothing to us.
          }
        }
      }
      boolean bodiless = status < OK || status == NO_CONTENT || status == NOT_MODIFIED;
      boolean past = keep && (bodiless || pastBody(chunked, length));
      return new HttpAnswer(status, retryAfter, past);
    }

    /**
     * What was decided stands in the status: a body that stalls or breaks off takes nothing back.
     */
    private boolean pastBody(boolean chunked, long length) {
      try {
        return chunked ? skipChunks() : skip(length);
      } catch (IOException e) {
        return false;
      }
    }

    private static int status(String line) throws ProtocolException {
      String[] words = line.split(" ", 3);
      if (words.length < 2 || !words[0].matches("HTTP/1\\.[01]") || !words[1].matches("\\d{3}")) {
        throw new ProtocolException("its answer is not HTTP/1.1");
      }
      int status = Integer.parseInt(words[1]);
      if (status < CONTINUE) {
        throw new ProtocolException("its answer has the status " + status);
      }
      return status;
    }

    private static long number(String text, int radix) throws ProtocolException {
      try {
        long value = Long.parseLong(text, radix);
        if (value >= 0) {
          return value;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw new ProtocolException("its answer says a length that is no number");
    }

    private boolean skip(long length) throws IOException {
      if (length < 0 || length > MOST_BODY_BYTES) {
        return false;
      }
      in.skipNBytes(length);
      return true;
    }

    private boolean skipChunks() throws IOException {
      long left = MOST_BODY_BYTES;
      while (true) {
        long size = number(line().split(";", 2)[0].strip(), 16);
        if (size > left) {
          return false;
        }
        left -= size;
        in.skipNBytes(size);
        if (size == 0) {
          while (!line().isEmpty()) {
            // Trailers.
          }
          return true;
        }
        line();
      }
    }

    private String line() throws IOException {
      byte[] line = new byte[128];
      int length = 0;
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw begun
              ? new ProtocolException("it hung up before its answer was complete")
              : new EOFException("it hung up without an answer");
        }
        begun = true;
        if (--left < 0) {
          throw new ProtocolException("the headers of its answer do not end");
        }
        if (length == line.length) {
          line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = (byte) c;
      }
      int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
      return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }
  }
}
