package org.gatehouse.runtime.mp4;

import java.time.Instant;
import java.util.List;

/**
 * What stands before the media of a plain MP4 file, which every player takes and can seek in:
 * {@code ftyp}, {@code moov} with all tables, and the header of the {@code mdat}. An edit list
 * (§8.6.6) has players begin and end where they shall, though the media begins at a key frame
 * before. Pure.
 */
public final class PlainMovie {
  /** From 1904-01-01, where the times of §8.2.2 start, to 1970-01-01. */
  private static final long SECONDS_1904_TO_1970 = 2_082_844_800L;

  private static final int TRACK_ENABLED_IN_MOVIE = 3;
  private static final int LANGUAGE_UNDETERMINED = 0x55c4;
  private static final int FIXED_1 = 0x10000;
  private static final int FULL_VOLUME = 0x0100;
  private static final int SELF_CONTAINED = 1;

  /** Header of an mdat box with a size of 64 bits (§4.2). */
  private static final int DATA_HEADER = 16;

  private final List<Track> tracks;
  private final long created;
  private final long dataBytes;

  private PlainMovie(List<Track> tracks, Instant created, long dataBytes) {
    this.tracks = tracks;
    this.created = created.getEpochSecond() + SECONDS_1904_TO_1970;
    this.dataBytes = dataBytes;
  }

  /**
   * A track.
   *
   * @param description its {@code stsd} box, whole
   * @param width in pixels; 0 for sound
   * @param pause before it begins, in its timescale
   * @param skip what is there but not to be shown, in its timescale
   * @param length what is to be shown after that, in its timescale
   */
  public record Track(
      byte[] description,
      int timescale,
      int width,
      int height,
      SampleTable samples,
      long pause,
      long skip,
      long length) {
    boolean video() {
      return width > 0;
    }
  }

  /**
   * Everything before the media.
   *
   * @param tracks the first is video
   * @param created when the recording began
   * @param dataBytes size of all media, in which the tables count their places
   */
  public static byte[] head(List<Track> tracks, Instant created, long dataBytes) {
    PlainMovie movie = new PlainMovie(tracks, created, dataBytes);
    int size = movie.write(0).length();
    BoxWriter out = movie.write(size + DATA_HEADER);
    out.u32(1).ascii("mdat").u64(DATA_HEADER + dataBytes);
    return out.toBytes();
  }

  private BoxWriter write(long dataPosition) {
    BoxWriter out = new BoxWriter(1 << 16);
    out.box("ftyp").ascii("isom").u32(0x200).ascii("isom").ascii("iso2").ascii("mp41").end();
    out.box("moov");
    long longest = tracks.stream().mapToLong(PlainMovie::shown).max().orElse(0);
    out.fullBox("mvhd", 1, 0).u64(created).u64(created).u32(InitSegment.TIMESCALE).u64(longest);
    out.u32(FIXED_1).u16(FULL_VOLUME).zeros(10);
    matrix(out);
    out.zeros(24).u32(tracks.size() + 1L).end();
    for (int i = 0; i < tracks.size(); i++) {
      track(out, i + 1, tracks.get(i), dataPosition);
    }
    return out.end();
  }

  private static long shown(Track track) {
    return ticks(track.pause + track.length, track);
  }

  /** In the movie's own timescale. */
  private static long ticks(long time, Track track) {
    return time * InitSegment.TIMESCALE / track.timescale;
  }

  private void track(BoxWriter out, int number, Track track, long dataPosition) {
    out.box("trak");
    out.fullBox("tkhd", 1, TRACK_ENABLED_IN_MOVIE).u64(created).u64(created);
    out.u32(number).u32(0).u64(shown(track)).zeros(8).u16(0).u16(track.video() ? 0 : 1);
    out.u16(track.video() ? 0 : FULL_VOLUME).u16(0);
    matrix(out);
    out.u32((long) track.width << 16).u32((long) track.height << 16).end();
    edits(out, track);
    out.box("mdia");
    out.fullBox("mdhd", 1, 0).u64(created).u64(created).u32(track.timescale);
    out.u64(track.samples.duration()).u16(LANGUAGE_UNDETERMINED).u16(0).end();
    out.fullBox("hdlr", 0, 0).u32(0).ascii(track.video() ? "vide" : "soun").zeros(12);
    out.ascii("Gatehouse").u8(0).end();
    out.box("minf");
    if (track.video()) {
      out.fullBox("vmhd", 0, 1).zeros(8).end();
    } else {
      out.fullBox("smhd", 0, 0).zeros(4).end();
    }
    out.box("dinf").fullBox("dref", 0, 0).u32(1);
    out.fullBox("url ", 0, SELF_CONTAINED).end().end().end();
    out.box("stbl").bytes(track.description);
    track.samples.write(out, dataPosition, wide());
    out.end().end().end().end();
  }

  /** §8.6.6: perhaps an empty edit, then the part that is shown. */
  private static void edits(BoxWriter out, Track track) {
    out.box("edts").fullBox("elst", 1, 0).u32(track.pause > 0 ? 2 : 1);
    if (track.pause > 0) {
      out.u64(ticks(track.pause, track)).u64(-1).u32(FIXED_1);
    }
    out.u64(ticks(track.length, track)).u64(track.skip).u32(FIXED_1).end().end();
  }

  private boolean wide() {
    return dataBytes > Integer.MAX_VALUE;
  }

  private static void matrix(BoxWriter out) {
    out.u32(FIXED_1).zeros(12).u32(FIXED_1).zeros(12).u32(0x40000000);
  }
}
