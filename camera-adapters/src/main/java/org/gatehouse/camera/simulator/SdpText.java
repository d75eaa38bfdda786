package org.gatehouse.camera.simulator;

import java.util.ArrayList;
import java.util.List;

/** Describes a simulated camera, RFC 8866. */
final class SdpText {
  private static final String CONTROL = "trackID=";

  private SdpText() {}

  static String of(CameraScript script) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=Simulated camera", "t=0 0", "a=control:*"));
    List<Track> tracks = script.tracks();
    for (int i = 0; i < tracks.size(); i++) {
      lines.add(Payload.of(tracks.get(i), script).section(CONTROL + i));
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  /** Which track a URL of SETUP means: the first if it says nothing. */
  static int track(String url) {
    int at = url.lastIndexOf(CONTROL);
    String number = at < 0 ? "" : url.substring(at + CONTROL.length());
    return number.matches("\\d{1,2}") ? Integer.parseInt(number) : 0;
  }
}
