package org.gatehouse.analytics.worker.passage;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells what passed, each vehicle as one passage: decided when the risk of a misread plate is small
 * enough, corrected if need be, and finally when it has gone. Belongs to its lane's thread.
 */
final class PassageBook {
  /** A plate may be read this long before its vehicle stands out from the background. */
  private static final long BEFORE_MICROS = 2_000_000;

  private final PassageWriter writer;
  private final double risk;
  private final RecentPlates recent = new RecentPlates();

  /** When a vehicle that was told with its plate was last seen. */
  private long toldMicros = Long.MIN_VALUE / 2;

  /**
   * @param risk of a misread plate, at which it is told as decided
   */
  PassageBook(PassageWriter writer, double risk) {
    this.writer = writer;
    this.risk = risk;
  }

  /** What is decided now, among all tracks of the lane. */
  List<Finding> decide(List<PlateTrack> tracks, long micros) {
    List<Finding> findings = new ArrayList<>();
    for (PlateTrack track : tracks) {
      track
          .vote()
          .verdict()
          .filter(verdict -> verdict.risk() <= risk && track.isNews(verdict))
          .filter(verdict -> !recognises(track, verdict, tracks))
          .ifPresent(
              verdict -> {
                track.tell(verdict, micros);
                toldMicros = micros;
                findings.add(writer.decided(track, verdict));
              });
    }
    return findings;
  }

  /**
   * Whether it was told finally a moment ago and has only come back into sight, or is told of by
   * another track: the detector may box one plate twice. Once known it stays so for as long as it
   * is read alike, however long it stands there.
   */
  private boolean recognises(PlateTrack track, PlateVote.Verdict verdict, List<PlateTrack> tracks) {
    if (track.isKnownAs(verdict.text())) {
      return true;
    }
    boolean known =
        recent.contains(verdict.text(), track.startMicros(), track.first())
            || (!track.isTold()
                && tracks.stream()
                    .filter(other -> other != track && other.isTold())
                    .anyMatch(other -> Likeness.alike(other.told(), verdict.text())));
    if (known && !track.isTold()) {
      track.knownAs(verdict.text());
    }
    return known;
  }

  /** A plate, one of the lane's, has gone: closes its track. */
  void end(PlateTrack track, List<PlateTrack> tracks, List<Finding> findings) {
    try (track) {
      track.last().ifPresent(verdict -> end(track, verdict, tracks, findings));
    }
  }

  private void end(
      PlateTrack track,
      PlateVote.Verdict verdict,
      List<PlateTrack> tracks,
      List<Finding> findings) {
    toldMicros = Math.max(toldMicros, track.endMicros());
    boolean known = recognises(track, verdict, tracks);
    recent.add(verdict.text(), track.endMicros(), track.quad().bounds());
    // Whoever was told of a passage is told of its end, also where it looks like another one then.
    if (track.isTold() || !known) {
      findings.add(writer.finalized(track, verdict));
    }
  }

  /** A vehicle has gone: it is told as one without a plate unless one was told or read of it. */
  void end(VehicleWatch.Visit visit, List<PlateTrack> tracks, List<Finding> findings) {
    try (visit) {
      long from = visit.startMicros() - BEFORE_MICROS;
      if (toldMicros < from
          && tracks.stream().noneMatch(t -> t.isPlate() && t.startMicros() >= from)) {
        findings.add(writer.unread(visit));
      }
    }
  }
}
