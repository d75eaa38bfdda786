package org.gatehouse.runtime.playback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A {@code sidx} box (§8.16.3) over parts, which tells length and where to seek to. Stateless. */
final class PartIndex {
  /** Entries begin at key frames, and are not shorter than this while there is more. */
  private static final Duration SHORTEST = Duration.ofSeconds(4);

  private static final int HEADER = 40;
  private static final int ENTRY = 12;
  private static final int MOST = 0xffff;
  private static final int VIDEO = 1;
  private static final int STARTS_WITH_KEY = 0x90000000;

  private PartIndex() {}

  static byte[] of(List<Part> parts, int timescale) {
    List<Integer> starts = starts(parts);
    ByteBuffer out = ByteBuffer.allocate(HEADER + starts.size() * ENTRY);
    out.putInt(out.capacity()).put("sidx".getBytes(StandardCharsets.US_ASCII)).putInt(1 << 24);
    out.putInt(VIDEO).putInt(timescale).putLong(0).putLong(0); // first time, first offset
    out.putShort((short) 0).putShort((short) starts.size());
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : parts.size();
      List<Part> covered = parts.subList(starts.get(i), end);
      out.putInt((int) covered.stream().mapToLong(Part::bytes).sum());
      // What is missing before the next entry counts to this one, so that times stay true.
      long until =
          end < parts.size()
              ? parts.get(end).place().start()
              : covered.getLast().place().start() + length(covered.getLast(), timescale);
      out.putInt((int) (until - covered.getFirst().place().start())).putInt(STARTS_WITH_KEY);
    }
    return out.array();
  }

  private static long length(Part part, int timescale) {
    return ChronoUnit.MICROS.between(part.start(), part.end()) * timescale / 1_000_000;
  }

  private static List<Integer> starts(List<Part> parts) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (starts.isEmpty()
          || (parts.get(i).key() && starts.size() < MOST && full(parts, starts, i))) {
        starts.add(i);
      }
    }
    return starts;
  }

  private static boolean full(List<Part> parts, List<Integer> starts, int next) {
    Part begun = parts.get(starts.getLast());
    return Duration.between(begun.start(), parts.get(next).start()).compareTo(SHORTEST) >= 0;
  }
}
