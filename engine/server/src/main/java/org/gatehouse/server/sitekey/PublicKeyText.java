package org.gatehouse.server.sitekey;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/** The public half of a site's key, and its fingerprint. Immutable. */
public final class PublicKeyText {
  static final String SIGNATURE = "SHA256withECDSA";
  private static final String LABEL = "PUBLIC KEY";

  private final PublicKey key;

  private PublicKeyText(PublicKey key) {
    this.key = key;
  }

  /**
   * From PEM.
   *
   * @throws GeneralSecurityException if it is no such key
   * @throws IllegalArgumentException if there is none in it
   */
  public static PublicKeyText parse(String pem) throws GeneralSecurityException {
    X509EncodedKeySpec spec = new X509EncodedKeySpec(Pem.bytes(LABEL, pem));
    return new PublicKeyText(KeyFactory.getInstance("EC").generatePublic(spec));
  }

  /** As PEM. */
  public String pem() {
    return Pem.text(LABEL, key.getEncoded());
  }

  /** SHA-256 of its SubjectPublicKeyInfo (RFC 5280 §4.1), 64 hexadecimal digits. */
  public String fingerprint() {
    return Sha256.of(key.getEncoded());
  }

  /** True if this key's owner signed that. */
  public boolean signed(byte[] content, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(SIGNATURE);
      verifier.initVerify(key);
      verifier.update(content);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
