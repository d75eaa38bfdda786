package org.gatehouse.camera.onvif.soap;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.LoginGuard;
import org.jspecify.annotations.Nullable;

/** Calls operations of one device, logging in as it demands. Thread-safe; calls block. */
public final class SoapCaller {
  private static final int MAX_ATTEMPTS = 6;
  private static final int MAX_PICTURE = 8 * 1024 * 1024;
  private static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";

  private final HttpCaller http;
  private final OnvifSettings settings;
  private final String host;
  private final Login login;

  SoapCaller(
      HttpCaller http,
      OnvifSettings settings,
      String host,
      @Nullable Credentials user,
      LoginGuard guard) {
    this.http = http;
    this.settings = settings;
    this.host = host;
    this.login = new Login(user, guard);
  }

  /** What a call brought. */
  public record Outcome(XmlElement answer, byte[] document) {}

  /** A picture that was fetched. */
  public record Picture(String type, byte[] bytes) {}

  /** As it is named in messages. */
  public String host() {
    return host;
  }

  /** The wall clock. */
  public Instant now() {
    return Instant.EPOCH.plus(settings.ticker().epochMicros(), ChronoUnit.MICROS);
  }

  /** Calls an operation within the usual deadline. */
  public XmlElement call(URI service, SoapRequest request)
      throws OnvifException, InterruptedException {
    return call(service, request, settings.reply(), Set.of()).answer();
  }

  /**
   * Calls an operation.
   *
   * @param wait for the whole answer
   * @param unread names of elements of the answer to leave out
   */
  public Outcome call(URI service, SoapRequest request, Duration wait, Set<String> unread)
      throws OnvifException, InterruptedException {
    String type = "application/soap+xml; charset=utf-8; action=\"" + request.action() + "\"";
    HttpReply reply =
        attempt(
            request.operation(),
            "POST",
            service,
            proof ->
                http.post(
                    service,
                    type,
                    SoapEnvelope.write(request, service, proof.security()),
                    proof.authorization(),
                    wait),
            SoapCaller::refusesLogin);
    return new Outcome(answer(request.operation(), reply, unread), reply.body());
  }

  /**
   * Reads the device's clock, without logging in, and keeps to it from now on.
   *
   * @throws OnvifException only if the device cannot be reached; one that will not tell its time is
   *     taken by its Date header, or to have ours
   */
  public DeviceClock readClock(URI service) throws OnvifException, InterruptedException {
    SoapRequest request = SoapRequest.of(DEVICE, "GetSystemDateAndTime", "");
    byte[] body = SoapEnvelope.write(request, service, "");
    HttpReply reply =
        guarded(
            request.operation(),
            () ->
                http.post(
                    service, "application/soap+xml; charset=utf-8", body, null, settings.reply()));
    DeviceClock clock = clock(reply);
    login.deviceAhead(clock.offset());
    return clock;
  }

  /** True if what answers there speaks ONVIF: it answers the question for its clock in SOAP. */
  public boolean tellsTime(URI service) throws OnvifException, InterruptedException {
    SoapRequest request = SoapRequest.of(DEVICE, "GetSystemDateAndTime", "");
    byte[] body = SoapEnvelope.write(request, service, "");
    String type = "application/soap+xml; charset=utf-8";
    HttpReply reply =
        guarded(request.operation(), () -> http.post(service, type, body, null, settings.reply()));
    try {
      return switch (SoapReply.read(reply.body(), Set.of())) {
        case SoapReply.Answer answer -> answer.body().name().startsWith("GetSystemDateAndTime");
        case SoapReply.Fault fault -> true;
      };
    } catch (XmlFormatException e) {
      return false;
    }
  }

  private DeviceClock clock(HttpReply reply) {
    try {
      return SoapReply.read(reply.body(), Set.of()) instanceof SoapReply.Answer answer
          ? DeviceClock.read(answer.body(), reply.time(), now())
          : DeviceClock.of(reply.time(), now());
    } catch (XmlFormatException e) {
      return DeviceClock.of(reply.time(), now());
    }
  }

  /** Fetches a still picture of at most 8 MB. */
  public Picture fetch(URI uri) throws OnvifException, InterruptedException {
    HttpReply reply =
        attempt(
            "snapshot",
            "GET",
            uri,
            proof -> http.get(uri, proof.authorization(), settings.reply(), MAX_PICTURE),
            HttpReply::refused);
    if (reply.status() != 200) {
      throw problem(Faults.status("snapshot", reply.status()));
    }
    return new Picture(reply.type(), reply.body());
  }

  private interface Exchange {
    HttpReply send(Login.Proof proof) throws IOException, TimeoutException, InterruptedException;
  }

  private interface Sending {
    HttpReply send() throws IOException, TimeoutException, InterruptedException;
  }

  private interface Refusal {
    boolean in(HttpReply reply);
  }

  private HttpReply attempt(
      String operation, String method, URI uri, Exchange exchange, Refusal refusal)
      throws OnvifException, InterruptedException {
    String target =
        uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    for (int i = 0; i < MAX_ATTEMPTS && !login.exhausted(); i++) {
      Login.Proof proof = login.proof(method, target.isEmpty() ? "/" : target, now());
      HttpReply reply = knock(operation, proof, exchange, refusal);
      if (!refusal.in(reply)) {
        return reply;
      }
      if (!login.refused(proof, reply, now())) {
        throw problem(Faults.login(operation, seen(reply), login.hasCredentials()));
      }
    }
    throw problem(Faults.exhausted(operation));
  }

  private HttpReply knock(String operation, Login.Proof proof, Exchange exchange, Refusal refusal)
      throws OnvifException, InterruptedException {
    LoginGuard.Attempt counted = login.begin(proof);
    if (counted == null) {
      throw problem(Faults.held(operation));
    }
    try {
      HttpReply reply = guarded(operation, () -> exchange.send(proof));
      if (!refusal.in(reply)) {
        if (proof.given()) {
          login.accepted();
          counted.accepted();
        }
      } else if (Login.counts(proof, reply)) {
        counted.refused();
      }
      return reply;
    } finally {
      counted.ended();
    }
  }

  private HttpReply guarded(String operation, Sending sending)
      throws OnvifException, InterruptedException {
    try {
      return sending.send();
    } catch (IOException e) {
      throw problem(Faults.io(operation, host, e));
    } catch (TimeoutException e) {
      throw problem(Faults.late(operation));
    }
  }

  private static boolean refusesLogin(HttpReply reply) {
    if (reply.refused()) {
      return true;
    }
    try {
      return reply.status() != 200
          && SoapReply.read(reply.body(), Set.of()) instanceof SoapReply.Fault fault
          && fault.refusesLogin();
    } catch (XmlFormatException e) {
      return false;
    }
  }

  private static String seen(HttpReply reply) {
    String status = "HTTP " + reply.status();
    try {
      return SoapReply.read(reply.body(), Set.of()) instanceof SoapReply.Fault fault
          ? status + ", " + fault
          : status;
    } catch (XmlFormatException e) {
      return status;
    }
  }

  private XmlElement answer(String operation, HttpReply reply, Set<String> unread)
      throws OnvifException {
    try {
      return switch (SoapReply.read(reply.body(), unread)) {
        case SoapReply.Answer answer when reply.status() == 200 -> answer.body();
        case SoapReply.Answer answer -> throw problem(Faults.status(operation, reply.status()));
        case SoapReply.Fault fault -> throw problem(Faults.soap(operation, reply.status(), fault));
      };
    } catch (XmlFormatException e) {
      throw problem(
          reply.status() == 200
              ? Faults.broken(operation, String.valueOf(e.getMessage()))
              : Faults.status(operation, reply.status()));
    }
  }

  /** A fault of this device. */
  public OnvifException problem(CameraFault fault) {
    return new OnvifException(host, fault);
  }

  /** Something that the device does not have. */
  public OnvifException notOffered(String operation, String what) {
    return problem(
        new CameraFault(
            Kind.NOT_FOUND, operation, "the camera offers no " + what, "use a camera that does"));
  }
}
