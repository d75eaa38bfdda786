package org.gatehouse.bench.soak;

import java.util.stream.Stream;

/** All that must not grow, from the end of the warm-up on. Used by one thread. */
final class Trends {
  /** Eight of the regions that the heap is made of. */
  private static final double RSS_STEP = 32;

  /** Four of the chunks that Netty takes at a time. */
  private static final double DIRECT_STEP = 16;

  private static final double HEAP_STEP = 32;

  /** Sockets of the sessions that are about to begin or to end, and segments being finished. */
  private static final double FILES_STEP = 16;

  /** Virtual threads' carriers and the compiler's threads come and go. */
  private static final double THREADS_STEP = 4;

  final Trend rss = new Trend(RSS_STEP);
  final Trend childrenRss = new Trend(RSS_STEP);
  final Trend direct = new Trend(DIRECT_STEP);
  final Trend heap = new Trend(HEAP_STEP);
  final Trend files = new Trend(FILES_STEP);
  final Trend threads = new Trend(THREADS_STEP);

  void add(double minutes, Vitals vitals) {
    rss.add(minutes, vitals.rssMiB());
    childrenRss.add(minutes, vitals.childrenRssMiB());
    direct.add(minutes, vitals.directMiB());
    files.add(minutes, vitals.files());
    threads.add(minutes, vitals.threads());
    if (vitals.heapMiB() > 0) {
      heap.add(minutes, vitals.heapMiB());
    }
  }

  boolean flat() {
    return Stream.of(rss, childrenRss, direct, heap, files, threads).allMatch(Trend::flat);
  }
}
