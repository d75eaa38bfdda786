package org.gatehouse.analytics.worker.decode;

import java.io.ByteArrayOutputStream;
import org.gatehouse.contract.media.ParameterSets;

/**
 * The HEVCDecoderConfigurationRecord of ISO/IEC 14496-15 §8.3.3.1 as far as avcodec reads it: that
 * NAL units come with a length of 4 bytes, and the three parameter sets. Profile, level and format
 * are zeros here: avcodec takes them from the parameter sets themselves.
 */
final class HevcConfiguration {
  private static final int VERSION = 1;
  private static final int UNREAD = 20;
  private static final int LENGTH_OF_4 = 3;
  private static final int VPS = 32;
  private static final int SPS = 33;
  private static final int PPS = 34;

  private HevcConfiguration() {}

  static byte[] of(ParameterSets parameters) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(VERSION);
    record.writeBytes(new byte[UNREAD]);
    record.write(LENGTH_OF_4);
    record.write(3);
    writeArray(record, VPS, parameters.vps());
    writeArray(record, SPS, parameters.sps());
    writeArray(record, PPS, parameters.pps());
    return record.toByteArray();
  }

  private static void writeArray(ByteArrayOutputStream record, int type, byte[] unit) {
    record.write(type);
    record.write(0);
    record.write(1); // one unit of this type
    record.write(unit.length >> 8);
    record.write(unit.length);
    record.writeBytes(unit);
  }
}
