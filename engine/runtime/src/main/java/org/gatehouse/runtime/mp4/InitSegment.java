package org.gatehouse.runtime.mp4;

import java.time.Instant;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.VideoCodec;

/**
 * The initialisation segment: {@code ftyp} and a {@code moov} with one video track and no samples
 * (§8.8.1), as CMAF wants it (ISO/IEC 23000-19 §7.3.1).
 */
public final class InitSegment {
  /** Units of all times in a second. */
  public static final int TIMESCALE = 90_000;

  static final int TRACK = 1;

  /** From 1904-01-01, where the times of §8.2.2 start, to 1970-01-01. */
  private static final long SECONDS_1904_TO_1970 = 2_082_844_800L;

  private static final int SELF_CONTAINED = 1;
  private static final int TRACK_ENABLED_IN_MOVIE = 3;
  private static final int LANGUAGE_UNDETERMINED = 0x55c4;
  private static final int FIXED_1 = 0x10000;
  private static final int DPI_72 = 0x480000;

  private InitSegment() {}

  /**
   * The bytes.
   *
   * @param sps what stands in avcC for the stream's own: the same, or {@link
   *     SpsRewrite#withoutReordering}
   * @param created when the recording began
   * @throws IllegalArgumentException if the codec is not H.264 or the parameter set is too short
   */
  public static byte[] of(ParameterSets parameters, byte[] sps, Instant created) {
    if (parameters.codec() != VideoCodec.H264 || sps.length < 4) {
      throw new IllegalArgumentException("cannot write " + parameters.codec() + " into MP4");
    }
    BoxWriter out = new BoxWriter(1024);
    fileType(out);
    out.box("moov");
    movieHeader(out, created.getEpochSecond() + SECONDS_1904_TO_1970);
    track(out, parameters, sps, created.getEpochSecond() + SECONDS_1904_TO_1970);
    movieExtends(out);
    return out.end().toBytes();
  }

  /** §4.3. */
  private static void fileType(BoxWriter out) {
    out.box("ftyp").ascii("iso6").u32(0).ascii("iso6").ascii("cmfc").ascii("mp41").end();
  }

  /** §8.2.2; a duration of 0 leaves it to the fragments. */
  private static void movieHeader(BoxWriter out, long created) {
    out.fullBox("mvhd", 1, 0).u64(created).u64(created).u32(TIMESCALE).u64(0);
    out.u32(FIXED_1).u16(0x0100).zeros(10); // rate, volume, reserved
    matrix(out);
    out.zeros(24).u32(TRACK + 1).end(); // pre_defined, next_track_ID
  }

  /** §8.3.1 and §8.3.2. */
  private static void track(BoxWriter out, ParameterSets parameters, byte[] sps, long created) {
    out.box("trak");
    out.fullBox("tkhd", 1, TRACK_ENABLED_IN_MOVIE).u64(created).u64(created);
    out.u32(TRACK).u32(0).u64(0).zeros(16); // duration, reserved, layer, group, volume
    matrix(out);
    out.u32((long) parameters.width() << 16).u32((long) parameters.height() << 16).end();
    media(out, parameters, sps, created);
    out.end();
  }

  /** §8.4: media header, handler, media information. */
  private static void media(BoxWriter out, ParameterSets parameters, byte[] sps, long created) {
    out.box("mdia");
    out.fullBox("mdhd", 1, 0).u64(created).u64(created).u32(TIMESCALE).u64(0);
    out.u16(LANGUAGE_UNDETERMINED).u16(0).end();
    out.fullBox("hdlr", 0, 0).u32(0).ascii("vide").zeros(12).ascii("Gatehouse").u8(0).end();
    out.box("minf");
    out.fullBox("vmhd", 0, 1).zeros(8).end(); // §12.1.2
    out.box("dinf").fullBox("dref", 0, 0).u32(1); // §8.7.2
    out.fullBox("url ", 0, SELF_CONTAINED).end().end().end();
    sampleTable(out, parameters, sps);
    out.end().end();
  }

  /** §8.5.1: the samples' description, and empty tables, since all samples are in fragments. */
  private static void sampleTable(BoxWriter out, ParameterSets parameters, byte[] sps) {
    out.box("stbl");
    out.fullBox("stsd", 0, 0).u32(1); // §8.5.2
    out.box("avc1").zeros(6).u16(1).zeros(16); // §8.5.2, §12.1.3 VisualSampleEntry
    out.u16(parameters.width()).u16(parameters.height()).u32(DPI_72).u32(DPI_72).u32(0).u16(1);
    out.zeros(32).u16(24).u16(0xffff); // compressorname, depth, pre_defined
    AvcConfiguration.write(out, sps, parameters.pps());
    out.end().end();
    out.fullBox("stts", 0, 0).u32(0).end(); // §8.6.1.2
    out.fullBox("stsc", 0, 0).u32(0).end(); // §8.7.4
    out.fullBox("stsz", 0, 0).u32(0).u32(0).end(); // §8.7.3.2
    out.fullBox("stco", 0, 0).u32(0).end(); // §8.7.5
    out.end();
  }

  /** §8.8.1 and §8.8.3: fragments follow; each gives its samples' values itself. */
  private static void movieExtends(BoxWriter out) {
    out.box("mvex").fullBox("trex", 0, 0).u32(TRACK).u32(1).u32(0).u32(0).u32(0).end().end();
  }

  /** The unity matrix of §8.2.2. */
  private static void matrix(BoxWriter out) {
    out.u32(FIXED_1).zeros(12).u32(FIXED_1).zeros(12).u32(0x40000000);
  }
}
