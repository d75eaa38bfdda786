package org.gatehouse.camera.onvif.soap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.gatehouse.camera.onvif.xml.XmlText;
import org.gatehouse.camera.rtsp.auth.Credentials;

/** WS-Security UsernameToken Profile 1.0 with a password digest. Pure. */
public final class UsernameToken {
  private static final String BASE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";

  private UsernameToken() {}

  /**
   * The security header.
   *
   * @param created in the device's time
   */
  static String header(Credentials credentials, byte[] nonce, Instant created) {
    String time = created.truncatedTo(ChronoUnit.MILLIS).toString();
    return "<Security s:mustUnderstand=\"1\" xmlns=\""
        + BASE
        + "wssecurity-secext-1.0.xsd\"><UsernameToken><Username>"
        + XmlText.escape(credentials.username())
        + "</Username><Password Type=\""
        + BASE
        + "username-token-profile-1.0#PasswordDigest\">"
        + digest(nonce, time, credentials.password().reveal())
        + "</Password><Nonce EncodingType=\""
        + BASE
        + "soap-message-security-1.0#Base64Binary\">"
        + Base64.getEncoder().encodeToString(nonce)
        + "</Nonce><Created xmlns=\""
        + BASE
        + "wssecurity-utility-1.0.xsd\">"
        + time
        + "</Created></UsernameToken></Security>";
  }

  /** Base64 of SHA-1 over nonce, time and password, as the profile's §3.1 has it. */
  public static String digest(byte[] nonce, String created, String password) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(nonce);
      sha1.update(created.getBytes(StandardCharsets.UTF_8));
      sha1.update(password.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sha1.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
