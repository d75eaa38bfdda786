package org.gatehouse.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One byte range of a file (RFC 9110 §14.1.2). */
record ByteRange(long from, long length, boolean partial) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * The range that a header asks for; the whole file when there is no header or one that we need
   * not obey (several ranges, another unit); null when it cannot be satisfied.
   */
  static @Nullable ByteRange parse(@Nullable String header, long size) {
    Matcher matcher = SINGLE.matcher(header == null ? "" : header.strip());
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return new ByteRange(0, size, false);
    }
    long from;
    long to = size - 1;
    if (matcher.group(1).isEmpty()) {
      from = Math.max(0, size - Long.parseLong(matcher.group(2)));
    } else {
      from = Long.parseLong(matcher.group(1));
      if (!matcher.group(2).isEmpty()) {
        to = Math.min(to, Long.parseLong(matcher.group(2)));
      }
    }
    return from > to ? null : new ByteRange(from, to - from + 1, true);
  }

  /** Answers that the range which is asked for is none of so many bytes. */
  static void refuse(RoutingContext context, long size) {
    context.response().putHeader("Content-Range", "bytes */" + size);
    new Problem(
            416,
            "Range not satisfiable",
            "no byte of that range is there: it has %d bytes".formatted(size))
        .send(context);
  }

  String header(long size) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }
}
