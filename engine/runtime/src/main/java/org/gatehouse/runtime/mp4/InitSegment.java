package org.gatehouse.runtime.mp4;

import java.time.Instant;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * The initialisation segment: {@code ftyp} and a {@code moov} with a video track, perhaps a sound
 * track, and no samples (§8.8.1), as CMAF wants it (ISO/IEC 23000-19 §7.3.1).
 */
public final class InitSegment {
  /** Units of all times of pictures in a second. Times of sound are in its own clock rate. */
  public static final int TIMESCALE = 90_000;

  static final int VIDEO = 1;
  static final int SOUND = 2;

  /** From 1904-01-01, where the times of §8.2.2 start, to 1970-01-01. */
  private static final long SECONDS_1904_TO_1970 = 2_082_844_800L;

  private static final int SELF_CONTAINED = 1;
  private static final int TRACK_ENABLED_IN_MOVIE = 3;
  private static final int LANGUAGE_UNDETERMINED = 0x55c4;
  private static final int FIXED_1 = 0x10000;
  private static final int FULL_VOLUME = 0x0100;

  private final BoxWriter out = new BoxWriter(2048);
  private final ParameterSets parameters;
  private final byte[] sps;
  private final @Nullable AudioFormat sound;
  private final long created;

  private InitSegment(
      ParameterSets parameters, byte[] sps, @Nullable AudioFormat sound, Instant created) {
    this.parameters = parameters;
    this.sps = sps;
    this.sound = sound;
    this.created = created.getEpochSecond() + SECONDS_1904_TO_1970;
  }

  /**
   * The bytes, for pictures alone.
   *
   * @param sps what stands in avcC for the stream's own: the same, or {@link
   *     SpsRewrite#withoutReordering}
   * @param created when the recording began
   * @throws IllegalArgumentException if the parameter set is damaged
   */
  public static byte[] of(ParameterSets parameters, byte[] sps, Instant created) {
    return of(parameters, sps, null, created);
  }

  /**
   * The bytes, for pictures and sound with another parameter set in avcC than the stream's own.
   *
   * @param sps as in {@link #of(ParameterSets, byte[], Instant)}
   * @param sound null for pictures alone; otherwise {@link #canTell} it
   * @throws IllegalArgumentException if the parameter set is damaged
   */
  public static byte[] of(
      ParameterSets parameters, byte[] sps, @Nullable AudioFormat sound, Instant created) {
    return new InitSegment(parameters, sps, sound, created).bytes();
  }

  /**
   * The bytes, for pictures and sound.
   *
   * @param sound null for pictures alone; otherwise {@link #canTell} it
   * @throws IllegalArgumentException if the parameter set is damaged
   */
  public static byte[] of(ParameterSets parameters, @Nullable AudioFormat sound, Instant created) {
    return of(parameters, parameters.sps(), sound, created);
  }

  /** True if sound of that format can stand in a file. */
  public static boolean canTell(AudioFormat sound) {
    return SoundEntry.canTell(sound);
  }

  private byte[] bytes() {
    fileType();
    out.box("moov");
    movieHeader();
    track(VIDEO);
    if (sound != null) {
      track(SOUND);
    }
    movieExtends();
    return out.end().toBytes();
  }

  /** §4.3. */
  private void fileType() {
    out.box("ftyp").ascii("iso6").u32(0).ascii("iso6").ascii("cmfc").ascii("mp41").end();
  }

  /** §8.2.2; a duration of 0 leaves it to the fragments. */
  private void movieHeader() {
    out.fullBox("mvhd", 1, 0).u64(created).u64(created).u32(TIMESCALE).u64(0);
    out.u32(FIXED_1).u16(FULL_VOLUME).zeros(10); // rate, volume, reserved
    matrix();
    out.zeros(24).u32(sound == null ? SOUND : SOUND + 1).end(); // pre_defined, next_track_ID
  }

  /** §8.3.1 and §8.3.2. */
  private void track(int track) {
    boolean video = track == VIDEO;
    out.box("trak");
    out.fullBox("tkhd", 1, TRACK_ENABLED_IN_MOVIE).u64(created).u64(created);
    out.u32(track).u32(0).u64(0).zeros(8).u16(0).u16(video ? 0 : 1); // layer, alternate group
    out.u16(video ? 0 : FULL_VOLUME).u16(0);
    matrix();
    out.u32(video ? (long) parameters.width() << 16 : 0);
    out.u32(video ? (long) parameters.height() << 16 : 0).end();
    media(track);
    out.end();
  }

  /** §8.4: media header, handler, media information. */
  private void media(int track) {
    AudioFormat heard = track == SOUND ? sound : null;
    int timescale = heard == null ? TIMESCALE : heard.clockRate();
    out.box("mdia");
    out.fullBox("mdhd", 1, 0).u64(created).u64(created).u32(timescale).u64(0);
    out.u16(LANGUAGE_UNDETERMINED).u16(0).end();
    out.fullBox("hdlr", 0, 0).u32(0).ascii(heard == null ? "vide" : "soun").zeros(12);
    out.ascii("Gatehouse").u8(0).end();
    out.box("minf");
    if (heard == null) {
      out.fullBox("vmhd", 0, 1).zeros(8).end(); // §12.1.2
    } else {
      out.fullBox("smhd", 0, 0).zeros(4).end(); // §12.2.2
    }
    out.box("dinf").fullBox("dref", 0, 0).u32(1); // §8.7.2
    out.fullBox("url ", 0, SELF_CONTAINED).end().end().end();
    sampleTable(heard);
    out.end().end();
  }

  /** §8.5.1: the samples' description, and empty tables, since all samples are in fragments. */
  private void sampleTable(@Nullable AudioFormat heard) {
    out.box("stbl");
    out.fullBox("stsd", 0, 0).u32(1); // §8.5.2
    if (heard == null) {
      VideoEntry.write(out, parameters, sps);
    } else {
      SoundEntry.write(out, heard);
    }
    out.end();
    out.fullBox("stts", 0, 0).u32(0).end(); // §8.6.1.2
    out.fullBox("stsc", 0, 0).u32(0).end(); // §8.7.4
    out.fullBox("stsz", 0, 0).u32(0).u32(0).end(); // §8.7.3.2
    out.fullBox("stco", 0, 0).u32(0).end(); // §8.7.5
    out.end();
  }

  /** §8.8.1 and §8.8.3: fragments follow; each gives its samples' values itself. */
  private void movieExtends() {
    out.box("mvex");
    for (int track = VIDEO; track <= (sound == null ? VIDEO : SOUND); track++) {
      out.fullBox("trex", 0, 0).u32(track).u32(1).u32(0).u32(0).u32(0).end();
    }
    out.end();
  }

  /** The unity matrix of §8.2.2. */
  private void matrix() {
    out.u32(FIXED_1).zeros(12).u32(FIXED_1).zeros(12).u32(0x40000000);
  }
}
