package org.gatehouse.runtime.playback;

import java.nio.file.Path;
import java.time.Instant;
import org.gatehouse.runtime.segment.Placement;

/**
 * A fragment that was found and has its place on a time line, to be read later.
 *
 * @param position where it begins in its file
 * @param bytes size of both its boxes, sound included
 * @param start when its first picture was taken, wall clock
 * @param end when its last one ends
 * @param key true if it begins with a key frame
 * @param jump true if something is missing before it
 */
record Part(
    Path file,
    long position,
    int bytes,
    Placement place,
    Instant start,
    Instant end,
    boolean key,
    boolean jump) {
  static Part of(Step.Piece piece, TimeLine.Placed placed) {
    return new Part(
        piece.reader().path(),
        piece.fragment().position(),
        piece.fragment().size(true),
        placed.placement(),
        piece.start(),
        piece.end(),
        piece.fragment().key(),
        placed.jump());
  }
}
