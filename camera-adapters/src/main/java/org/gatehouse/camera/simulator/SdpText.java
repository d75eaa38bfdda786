package org.gatehouse.camera.simulator;

import java.util.Base64;
import org.gatehouse.contract.media.ParameterSets;

/** Describes a simulated camera, RFC 8866 and RFC 6184 §8.2.1. */
final class SdpText {
  private SdpText() {}

  static String of(CameraScript script) {
    String encoding = script.fault() instanceof Fault.OtherCodec other ? other.encoding() : "H264";
    int type = Packetizer.PAYLOAD_TYPE;
    return String.join(
        "\r\n",
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=Simulated camera",
        "t=0 0",
        "a=control:*",
        "m=video 0 RTP/AVP " + type,
        "c=IN IP4 0.0.0.0",
        "a=rtpmap:" + type + " " + encoding + "/90000",
        "a=fmtp:" + type + " " + format(script),
        "a=control:trackID=0",
        "");
  }

  private static String format(CameraScript script) {
    ParameterSets sets = script.track().parameters();
    byte[] sps = sets.sps();
    String format =
        "packetization-mode=1; profile-level-id=%02X%02X%02X"
            .formatted(sps[1] & 0xff, sps[2] & 0xff, sps[3] & 0xff);
    if (!script.parametersInSdp()) {
      return format;
    }
    Base64.Encoder base64 = Base64.getEncoder();
    return format
        + "; sprop-parameter-sets="
        + base64.encodeToString(sps)
        + ","
        + base64.encodeToString(sets.pps());
  }
}
