package org.gatehouse.camera.onvif;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gatehouse.camera.notice.NoticeReader;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapCaller;
import org.gatehouse.camera.onvif.soap.SoapRequest;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.contract.camera.CameraNotice;

/** One subscription of one device. Owned by the thread that pulls. */
public final class PullPoint {
  /** How long it lives without being renewed. */
  public static final Duration LIFETIME = Duration.ofMinutes(1);

  private static final String EVENTS = ServiceKind.EVENTS.namespace();
  private static final String WSN = "http://docs.oasis-open.org/wsn/b-2";
  private static final String MANAGER = "http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/";
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final SoapCaller caller;
  private final URI at;
  private final List<XmlElement> references;
  private final NoticeReader notices = new NoticeReader();
  private final Duration lifetime;

  PullPoint(SoapCaller caller, URI at, List<XmlElement> references, Duration lifetime) {
    this.caller = caller;
    this.at = at;
    this.references = references;
    this.lifetime = lifetime;
  }

  /** How long the device keeps it, by the device's own clock; ours where it does not say. */
  public Duration lifetime() {
    return lifetime;
  }

  /**
   * PullMessages: waits for messages. What is not on the list of notices stays unread.
   *
   * @param wait how long the device may wait for a message
   * @return false if the answer held messages that could not be read
   */
  public boolean pull(Duration wait, long epochMicros, Consumer<CameraNotice> output)
      throws OnvifException, InterruptedException {
    SoapRequest request =
        request(
            EVENTS,
            "PullMessages",
            "<Timeout>" + wait + "</Timeout><MessageLimit>100</MessageLimit>",
            EVENTS + "/PullPointSubscription/PullMessagesRequest");
    byte[] document =
        caller.call(at, request, wait.plus(GRACE), Set.of("NotificationMessage")).document();
    return notices.read(document, 0, document.length, epochMicros, output);
  }

  /** Renew. */
  public void renew() throws OnvifException, InterruptedException {
    String inner = "<TerminationTime>" + LIFETIME + "</TerminationTime>";
    caller.call(at, request(WSN, "Renew", inner, MANAGER + "RenewRequest"));
  }

  /** SetSynchronizationPoint: asks for the present state of everything. */
  public void synchronize() throws OnvifException, InterruptedException {
    String action = EVENTS + "/PullPointSubscription/SetSynchronizationPointRequest";
    caller.call(at, request(EVENTS, "SetSynchronizationPoint", "", action));
  }

  /** Unsubscribe. */
  public void unsubscribe() throws OnvifException, InterruptedException {
    caller.call(at, request(WSN, "Unsubscribe", "", MANAGER + "UnsubscribeRequest"));
  }

  private SoapRequest request(String namespace, String operation, String inner, String action) {
    return SoapRequest.addressed(namespace, operation, inner, action, references);
  }

  /** From CurrentTime to TerminationTime of an answer; some devices leave the second out. */
  static Duration remaining(XmlElement answer) {
    try {
      Duration told =
          Duration.between(
              OffsetDateTime.parse(answer.text("CurrentTime")),
              OffsetDateTime.parse(answer.text("TerminationTime")));
      return told.compareTo(Duration.ofSeconds(2)) < 0 || told.compareTo(LIFETIME) > 0
          ? LIFETIME
          : told;
    } catch (DateTimeException e) {
      return LIFETIME;
    }
  }
}
