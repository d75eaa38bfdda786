package org.gatehouse.camera.session;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraPolicy;
import org.jspecify.annotations.Nullable;

/** Puts what went wrong into words that a person can act on. Never holds a secret. */
final class Faults {
  private Faults() {}

  /** A refusal by status code, RFC 2326 §7.1.1. */
  static CameraFault refused(String step, RtspResponse response, boolean hadCredentials) {
    String seen = response.statusLine();
    return switch (response.status()) {
      case 401, 403 -> unauthorized(step, seen, hadCredentials);
      case 404, 410 ->
          new CameraFault(
              Kind.NOT_FOUND,
              step,
              seen,
              "the camera has no such stream: check the path of its URL");
      case 453, 503 ->
          new CameraFault(
              Kind.PROTOCOL, step, seen, "the camera is busy: close other viewers of this stream");
      case 461 ->
          new CameraFault(
              Kind.PROTOCOL,
              step,
              seen,
              "the camera offers no transport that is allowed here: allow RTP over TCP at the camera,"
                  + " or UDP for it here");
      default ->
          new CameraFault(
              Kind.PROTOCOL, step, seen, "check the URL, and that a media player can show it");
    };
  }

  private static CameraFault unauthorized(String step, String seen, boolean hadCredentials) {
    String remedy =
        hadCredentials
            ? "wrong user name or password: check both at the camera"
            : "the camera wants a user name and password: configure them";
    return new CameraFault(Kind.UNAUTHORIZED, step, seen, remedy);
  }

  static CameraFault unreachable(@Nullable Throwable cause, String host, int port) {
    String where = host + ":" + port;
    return switch (cause) {
      case UnknownHostException e ->
          unreachable("unknown host " + host, "check the host name in the camera's URL");
      case ConnectTimeoutException e ->
          unreachable(
              "no answer from " + where, "check that the camera is powered and its address right");
      case NoRouteToHostException e ->
          unreachable("no route to " + where, "check the network and the camera's address");
      case ConnectException e ->
          unreachable(
              "connection refused by " + where, "check the port, and that RTSP is switched on");
      case null, default ->
          unreachable(describe(cause), "check the network and the camera's address");
    };
  }

  private static CameraFault unreachable(String seen, String remedy) {
    return new CameraFault(Kind.UNREACHABLE, "connect", seen, remedy);
  }

  /** No TLS with the camera. */
  static CameraFault untrusted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return new CameraFault(
            Kind.PROTOCOL,
            "TLS",
            "the camera's certificate is not trusted: " + describe(cause),
            "have it signed by an authority that this machine trusts, or give the camera the policy "
                + CameraPolicy.TRUST_ANY_CERTIFICATE);
      }
    }
    return new CameraFault(
        Kind.PROTOCOL,
        "TLS",
        "no encrypted connection: " + describe(failure),
        "check that the port speaks RTSP over TLS, and which versions of TLS the camera offers");
  }

  static CameraFault unsupported(String offered) {
    return new CameraFault(
        Kind.UNSUPPORTED_CODEC,
        "DESCRIBE",
        "the camera offers " + offered,
        "set this stream to H.264, H.265 or MJPEG at the camera");
  }

  static CameraFault protocol(String step, String seen) {
    return new CameraFault(
        Kind.PROTOCOL,
        step,
        seen,
        "check that the URL is a camera's and that a player can show it");
  }

  static CameraFault noAnswer(String step, long millis) {
    return new CameraFault(
        Kind.STALLED,
        step,
        "no answer within " + seconds(millis),
        "the camera may be overloaded or restarting");
  }

  static CameraFault noMedia(long millis) {
    return new CameraFault(
        Kind.STALLED,
        "streaming",
        "no video for " + seconds(millis),
        "check the camera, its load and the network");
  }

  static CameraFault closed(String step, String how, int unread) {
    String seen =
        unread == 0 ? how : how + " in the middle of a message, " + unread + " bytes into it";
    return new CameraFault(
        Kind.CLOSED_BY_CAMERA, step, seen, "check for restarts of the camera and its viewer limit");
  }

  static CameraFault ended(String how) {
    return new CameraFault(
        Kind.CLOSED_BY_CAMERA, "streaming", how, "the camera says that the stream is over");
  }

  static CameraFault left(String step) {
    return new CameraFault(Kind.CLOSED_BY_US, step, "closed on request", "nothing to do");
  }

  static String describe(@Nullable Throwable cause) {
    if (cause == null) {
      return "unknown cause";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
