package org.gatehouse.camera.onvif;

import java.net.URI;
import java.util.List;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapCaller;
import org.gatehouse.camera.onvif.soap.SoapRequest;
import org.gatehouse.camera.onvif.xml.XmlElement;

/** ONVIF Core §9.2: real-time pull-point notification. */
public final class EventService {
  private static final String NAMESPACE = ServiceKind.EVENTS.namespace();

  private final SoapCaller caller;
  private final URI service;
  private final ReachableHost host;

  EventService(SoapCaller caller, URI service, ReachableHost host) {
    this.caller = caller;
    this.service = service;
    this.host = host;
  }

  /** CreatePullPointSubscription, for a minute, to be renewed. */
  public PullPoint subscribe() throws OnvifException, InterruptedException {
    SoapRequest request =
        SoapRequest.addressed(
            NAMESPACE,
            "CreatePullPointSubscription",
            "<InitialTerminationTime>" + PullPoint.LIFETIME + "</InitialTerminationTime>",
            NAMESPACE + "/EventPortType/CreatePullPointSubscriptionRequest",
            List.of());
    XmlElement answer = caller.call(service, request);
    XmlElement reference = answer.first("SubscriptionReference");
    URI at = reference == null ? null : host.service(reference.text("Address"));
    XmlElement parameters = reference == null ? null : reference.first("ReferenceParameters");
    return new PullPoint(
        caller,
        at == null ? service : at,
        parameters == null ? List.of() : parameters.children(),
        PullPoint.remaining(answer));
  }
}
