package org.gatehouse.camera.onvif.soap;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraFault.Kind;

/** Puts what went wrong into words that a person can act on. Never holds a secret. */
final class Faults {
  private Faults() {}

  static CameraFault login(String operation, String seen, boolean had) {
    String remedy =
        had
            ? "wrong user name or password, or the user may not do this: check the camera's users"
            : "the camera wants a user name and password: configure them";
    return new CameraFault(Kind.UNAUTHORIZED, operation, seen, remedy);
  }

  static CameraFault exhausted(String operation) {
    return new CameraFault(
        Kind.UNAUTHORIZED,
        operation,
        "the camera refused the credentials twice, so they are not sent again",
        "correct user name and password: more attempts could lock the user out");
  }

  static CameraFault held(String operation) {
    return new CameraFault(
        Kind.CLOSED_BY_US,
        operation,
        "the camera refuses credentials, or another login is under way, so none are sent",
        "asked again soon; if it stays so, correct user name and password");
  }

  static CameraFault status(String operation, int status) {
    String remedy =
        switch (status) {
          case 301, 302, 307, 308 -> "the camera sends us elsewhere: try its https address";
          case 404, 405 -> "check the port and path, and that ONVIF is switched on";
          case 503 -> "the camera is busy: try again later";
          default -> "check that this is an ONVIF camera and look into its log";
        };
    return new CameraFault(Kind.PROTOCOL, operation, "HTTP " + status, remedy);
  }

  static CameraFault soap(String operation, int status, SoapReply.Fault fault) {
    return new CameraFault(
        Kind.PROTOCOL,
        operation,
        "HTTP " + status + ", " + fault,
        "the camera does not support or allow this; look into its manual");
  }

  static CameraFault broken(String operation, String seen) {
    return new CameraFault(
        Kind.PROTOCOL,
        operation,
        "an answer that cannot be read: " + seen,
        "check that this is an ONVIF camera; newer firmware may help");
  }

  static CameraFault late(String operation) {
    return new CameraFault(
        Kind.STALLED,
        operation,
        "no whole answer in time",
        "the camera may be overloaded or restarting");
  }

  static CameraFault io(String operation, String host, IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException late ->
          unreachable("no answer from " + host, "check that it is powered and its address right");
      case ConnectException refused when refused.getCause() instanceof UnresolvedAddressException ->
          unreachable("unknown host " + host, "check the host name");
      case ConnectException refused ->
          unreachable("no connection to " + host, "check the port, and that ONVIF is switched on");
      case SSLException tls ->
          new CameraFault(
              Kind.UNREACHABLE,
              "TLS",
              "the certificate or encryption of " + host + " is not accepted",
              "give the camera a proper certificate, or allow any certificate for it");
      default ->
          new CameraFault(
              Kind.PROTOCOL,
              operation,
              "no proper HTTP answer (" + e.getClass().getSimpleName() + ")",
              "check that this is an ONVIF camera and its port");
    };
  }

  private static CameraFault unreachable(String seen, String remedy) {
    return new CameraFault(Kind.UNREACHABLE, "connect", seen, remedy);
  }
}
