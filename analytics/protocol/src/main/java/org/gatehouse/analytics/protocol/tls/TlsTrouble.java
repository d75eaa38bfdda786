package org.gatehouse.analytics.protocol.tls;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says for a person why there is no connection. Stateless. */
public final class TlsTrouble {
  private TlsTrouble() {}

  /** In a few words, without the peer's name. */
  public static String of(IOException e) {
    if (e instanceof UnknownHostException) {
      return "there is no machine of that name";
    }
    if (e instanceof SocketTimeoutException) {
      return "it does not answer";
    }
    if (e instanceof ConnectException) {
      return "nothing listens there";
    }
    return ofHandshake(e);
  }

  private static String ofHandshake(IOException e) {
    String message = String.valueOf(e.getMessage());
    String small = message.toLowerCase(Locale.ROOT);
    if (small.contains("received fatal alert")) {
      return small.contains("certificate") || small.contains("unknown_ca")
          ? "it refuses the certificate that was shown to it"
          : message;
    }
    if (small.contains("path building") || small.contains("unable to find valid certification")) {
      return "its certificate is not signed by the configured authority";
    }
    if (small.contains("no subject alternative") || small.contains("no name matching")) {
      return "its certificate is for another name: " + message;
    }
    if (small.contains("expired") || small.contains("notafter") || small.contains("validity")) {
      return "its certificate has expired";
    }
    if (small.contains("empty client certificate") || small.contains("null cert chain")) {
      return "it shows no certificate";
    }
    if (small.contains("plaintext") || small.contains("unsupported or unrecognized")) {
      return "it does not speak TLS";
    }
    Throwable certificate = cause(e);
    return certificate == null ? message : "its certificate: " + certificate.getMessage();
  }

  private static @Nullable Throwable cause(Throwable e) {
    for (Throwable at = e.getCause(); at != null; at = at.getCause()) {
      if (at instanceof CertificateException) {
        return at;
      }
    }
    return null;
  }
}
