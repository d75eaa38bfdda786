package org.gatehouse.analytics.worker.decode;

import java.io.ByteArrayOutputStream;
import org.gatehouse.contract.media.ParameterSets;

/**
 * The AVCDecoderConfigurationRecord of ISO/IEC 14496-15 §5.3.3.1, which tells avcodec the parameter
 * sets and that NAL units come with a length of 4 bytes.
 */
final class AvcConfiguration {
  private static final int VERSION = 1;
  private static final int RESERVED_AND_LENGTH_OF_4 = 0xfc | 3;
  private static final int RESERVED_AND_ONE_SPS = 0xe0 | 1;
  private static final int ONE_PPS = 1;

  private AvcConfiguration() {}

  static byte[] of(ParameterSets parameters) {
    byte[] sps = parameters.sps();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(VERSION);
    record.write(sps, 1, 3);
    record.write(RESERVED_AND_LENGTH_OF_4);
    record.write(RESERVED_AND_ONE_SPS);
    writeWithLength(record, sps);
    record.write(ONE_PPS);
    writeWithLength(record, parameters.pps());
    return record.toByteArray();
  }

  private static void writeWithLength(ByteArrayOutputStream record, byte[] unit) {
    record.write(unit.length >> 8);
    record.write(unit.length);
    record.write(unit, 0, unit.length);
  }
}
