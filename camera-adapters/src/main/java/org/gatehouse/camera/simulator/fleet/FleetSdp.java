package org.gatehouse.camera.simulator.fleet;

import java.util.Base64;
import java.util.List;
import org.gatehouse.camera.packing.NalCodec;

/** Describes a camera of the fleet, RFC 8866 with RFC 6184 §8.2.1 or RFC 7798 §7.1. */
final class FleetSdp {
  private FleetSdp() {}

  static String of(PackedClip clip) {
    int type = ClipPacker.PAYLOAD_TYPE;
    return String.join(
        "\r\n",
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=Simulated camera",
        "t=0 0",
        "a=control:*",
        "m=video 0 RTP/AVP " + type,
        "c=IN IP4 0.0.0.0",
        "a=rtpmap:" + type + " " + clip.codec().encoding() + "/90000",
        "a=framerate:" + clip.framesPerSecond(),
        "a=fmtp:" + type + " " + format(clip),
        "a=control:trackID=0",
        "");
  }

  private static String format(PackedClip clip) {
    Base64.Encoder base64 = Base64.getEncoder();
    List<String> sets = clip.parameterSets().stream().map(base64::encodeToString).toList();
    if (clip.codec() == NalCodec.H265) {
      return "sprop-vps=%s;sprop-sps=%s;sprop-pps=%s"
          .formatted(sets.get(0), sets.get(1), sets.get(2));
    }
    byte[] sps = clip.parameterSets().getFirst();
    return "packetization-mode=1;profile-level-id=%02X%02X%02X;sprop-parameter-sets=%s"
        .formatted(sps[1] & 0xff, sps[2] & 0xff, sps[3] & 0xff, String.join(",", sets));
  }
}
