package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.plate.LookAlikes;
import org.gatehouse.contract.plate.PlatePattern;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.contract.storage.StoredRead.Correction;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is sought: an index finds what looking at every read finds. */
public abstract class ReadSearchContract {
  private static final Instant START = EventSamples.START;
  private static final int READS = 300;
  private static final int QUERIES = 1500;

  /** Few, so that plates resemble each other, and look-alikes among them. */
  private static final String CHARACTERS = "粤京AB8O0D12Z";

  private final SplittableRandom random = new SplittableRandom(20_261_126);

  /** Opens an empty log. */
  protected abstract EventLog open();

  /** Its reads. */
  protected abstract PlateReads reads(EventLog log);

  @Test
  void search_anyPattern_findsAsMuchAsLookingAtAllDoes() throws Exception {
    try (EventLog log = open()) {
      PlateReads reads = reads(log);
      fill(log, reads);
      List<StoredRead> all =
          reads.search(
              new PlateQuery(
                  null, null, START, START.plusSeconds(READS), Long.MAX_VALUE, READS + 1));
      assertThat(all).hasSize(READS);
      int hits = 0;
      for (int i = 0; i < QUERIES; i++) {
        PlateQuery query = query();
        List<StoredRead> found = reads.search(query);
        assertThat(found).as("%s", query).isEqualTo(naive(all, query));
        hits += found.size();
      }
      assertThat(hits).isGreaterThan(QUERIES);
    }
  }

  private void fill(EventLog log, PlateReads reads) throws InterruptedException {
    List<Thread> writers = new ArrayList<>();
    for (int n = 0; n < READS; n++) {
      Event event = event(n, text(4 + random.nextInt(5)));
      @Nullable String correction = random.nextInt(4) == 0 ? text(7) : null;
      // Together, so that they share commits.
      writers.add(
          Thread.startVirtualThread(
              () -> {
                log.append(event);
                if (correction != null) {
                  reads.correct(event.id(), new Correction(correction, "ling", START));
                }
              }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private static Event event(int second, String text) {
    Instant at = START.plusSeconds(second);
    PlateRead plate =
        new PlateRead(text, 0.9, "CN", "blue", List.of(), new BoundingBox(0, 0, 1, 1), 3);
    return new Event(
        UUID.randomUUID(),
        "north-gate",
        new CameraId("gate-" + second % 3),
        at,
        new EventDetail.PassageFinalized(
            "passage-" + second, at, at, at, plate, Direction.APPROACHING),
        List.of());
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }

  /** Bounded: of a day where the pattern does not suffice. */
  private PlateQuery query() {
    PlatePattern pattern =
        PlatePattern.of(jokered(text(1 + random.nextInt(8))), random.nextBoolean());
    @Nullable CameraId camera = random.nextInt(4) == 0 ? new CameraId("gate-1") : null;
    boolean ofATime = !pattern.isSelective() || random.nextBoolean();
    Instant from = START.plusSeconds(random.nextInt(READS));
    return new PlateQuery(
        pattern,
        camera,
        ofATime ? from : null,
        ofATime ? from.plus(Duration.ofSeconds(random.nextInt(READS))) : null,
        random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(READS),
        1 + random.nextInt(40));
  }

  private String jokered(String text) {
    StringBuilder pattern = new StringBuilder(random.nextBoolean() ? "*" : "");
    for (int i = 0; i < text.length(); i++) {
      int kind = random.nextInt(10);
      pattern.append(kind < 7 ? text.charAt(i) : kind < 9 ? '?' : '*');
    }
    return pattern.append(random.nextBoolean() ? "*" : "").toString();
  }

  private static List<StoredRead> naive(List<StoredRead> all, PlateQuery query) {
    return all.stream().filter(wanted(query)).limit(query.limit()).toList();
  }

  private static Predicate<StoredRead> wanted(PlateQuery query) {
    PlatePattern sought = query.pattern();
    Predicate<StoredRead> plate = read -> true;
    if (sought != null) {
      Pattern regex = Pattern.compile(sought.compared().replace("*", ".*").replace("?", "."));
      plate =
          read ->
              matches(regex, sought, read.text())
                  || (read.correction() != null
                      && matches(regex, sought, read.correction().text()));
    }
    return plate
        .and(read -> query.camera() == null || query.camera().equals(read.camera()))
        .and(read -> query.from() == null || !read.time().isBefore(query.from()))
        .and(read -> query.to() == null || read.time().isBefore(query.to()))
        .and(read -> read.sequence() < query.before());
  }

  private static boolean matches(Pattern regex, PlatePattern sought, String text) {
    return regex.matcher(sought.lookAlikes() ? LookAlikes.fold(text) : text).matches();
  }
}
