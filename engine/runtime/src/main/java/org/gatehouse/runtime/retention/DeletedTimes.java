package org.gatehouse.runtime.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.RetentionMemory.Span;
import org.gatehouse.contract.storage.RetentionNote;

/**
 * When the recordings were that retention deleted: what lies next to each other is one stretch, so
 * that a stream that only ever loses its oldest has one. Times are milliseconds since 1970.
 * Thread-safe.
 */
final class DeletedTimes {
  /** Segments last a minute; those whose key frames are rare, some. */
  private static final long SEGMENT = Duration.ofMinutes(1).toMillis();

  private static final long NEIGHBOURS = Duration.ofMinutes(5).toMillis();

  /** Of one stream; then the oldest are forgotten. */
  private static final int MOST = 512;

  private static final Duration KEPT = Duration.ofDays(400);

  private final Map<StreamId, List<Stretch>> streams = new HashMap<>();

  private record Stretch(long from, long to) {
    Span span() {
      return new Span(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
    }
  }

  /** The segment that began then is gone. */
  synchronized void add(StreamId stream, long start) {
    put(stream, start, start + SEGMENT);
  }

  /** What a line of the journal tells is gone. */
  synchronized void add(RetentionNote.Deleted note) {
    long first = note.first().toEpochMilli();
    long last = note.last().toEpochMilli();
    if (last - first <= NEIGHBOURS * note.segments()) {
      put(note.stream(), first, last + SEGMENT);
    } else {
      put(note.stream(), first, first + SEGMENT);
      put(note.stream(), last, last + SEGMENT);
    }
  }

  private void put(StreamId stream, long from, long to) {
    List<Stretch> all = streams.computeIfAbsent(stream, _ -> new ArrayList<>());
    int at = all.size();
    while (at > 0 && all.get(at - 1).to + NEIGHBOURS >= from) {
      at--;
    }
    long first = from;
    long last = to;
    while (at < all.size() && all.get(at).from <= to + NEIGHBOURS) {
      Stretch joined = all.remove(at);
      first = Math.min(first, joined.from);
      last = Math.max(last, joined.to);
    }
    all.add(at, new Stretch(first, last));
    if (all.size() > MOST) {
      all.removeFirst();
    }
  }

  /** Stretches of which any part lies between those times, oldest first. */
  synchronized List<Span> of(StreamId stream, Instant from, Instant to) {
    return streams.getOrDefault(stream, List.of()).stream()
        .map(Stretch::span)
        .filter(span -> span.from().isBefore(to) && span.to().isAfter(from))
        .toList();
  }

  /** All of the last year. */
  synchronized Map<StreamId, List<Span>> all(Instant now) {
    long oldest = now.minus(KEPT).toEpochMilli();
    streams.values().forEach(list -> list.removeIf(stretch -> stretch.to < oldest));
    streams.values().removeIf(List::isEmpty);
    Map<StreamId, List<Span>> all = new HashMap<>();
    streams.forEach((stream, list) -> all.put(stream, list.stream().map(Stretch::span).toList()));
    return all;
  }

  /** Remembers again what {@link #all} gave. */
  synchronized void restore(Map<StreamId, List<Span>> all) {
    all.forEach(
        (stream, spans) ->
            spans.forEach(
                span -> put(stream, span.from().toEpochMilli(), span.to().toEpochMilli())));
  }
}
