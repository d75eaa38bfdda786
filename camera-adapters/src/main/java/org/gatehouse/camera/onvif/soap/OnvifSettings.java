package org.gatehouse.camera.onvif.soap;

import java.time.Duration;
import org.gatehouse.contract.time.Ticker;

/**
 * How devices are spoken to.
 *
 * @param connect for a TCP connection
 * @param reply for each whole answer
 * @param trustAnyCertificate whether a self-signed certificate is taken over https
 */
public record OnvifSettings(
    Duration connect, Duration reply, boolean trustAnyCertificate, Ticker ticker) {
  /** Five seconds for each, certificates checked, the machine's clocks. */
  public static OnvifSettings standard() {
    return new OnvifSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), false, Ticker.system());
  }

  /** The same, taking any certificate or not. */
  public OnvifSettings withAnyCertificate(boolean any) {
    return new OnvifSettings(connect, reply, any, ticker);
  }

  /** The same, waiting that long for answers. */
  public OnvifSettings withReply(Duration patience) {
    return new OnvifSettings(connect, patience, trustAnyCertificate, ticker);
  }
}
