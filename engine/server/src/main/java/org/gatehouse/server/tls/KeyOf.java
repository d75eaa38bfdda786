package org.gatehouse.server.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/**
 * Whether a private key is that of a certificate. TLS does not say so before the first client calls
 * and is refused. Stateless.
 */
final class KeyOf {
  private static final int CHALLENGE_BYTES = 32;

  /** Whatever else stands in the file. */
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----.*?-----END \\1-----", Pattern.DOTALL);

  private KeyOf() {}

  /**
   * Has the key sign something that the certificate must vouch for.
   *
   * @param pem a key of RSA or EC in PKCS #8, PKCS #1 or SEC 1, without a password
   * @throws IOException if there is no such key
   */
  static boolean isOf(X509Certificate certificate, String pem) throws IOException {
    PublicKey known = certificate.getPublicKey();
    String scheme = scheme(known);
    byte[] pkcs8 = info(pem).getEncoded();
    byte[] challenge = new byte[CHALLENGE_BYTES];
    new SecureRandom().nextBytes(challenge);
    try {
      PrivateKey secret =
          KeyFactory.getInstance(known.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      Signature signature = Signature.getInstance(scheme);
      signature.initSign(secret);
      signature.update(challenge);
      byte[] signed = signature.sign();
      signature.initVerify(known);
      signature.update(challenge);
      return signature.verify(signed);
    } catch (InvalidKeySpecException | SignatureException ofAnotherKindOrSize) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IOException("it does not sign (" + e.getMessage() + ")", e);
    }
  }

  private static String scheme(PublicKey key) throws IOException {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      case String other ->
          throw new IOException("its certificate is of " + other + "; only RSA and EC are served");
    };
  }

  private static PrivateKeyInfo info(String text) throws IOException {
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      throw new IOException("it holds no private key in PEM without a password");
    }
    try (PEMParser pem = new PEMParser(new StringReader(key.group()))) {
      return switch (pem.readObject()) {
        case PrivateKeyInfo info -> info;
        case PEMKeyPair pair -> pair.getPrivateKeyInfo();
        case null, default -> throw new IOException("its private key has a password");
      };
    } catch (RuntimeException e) {
      throw new IOException("its private key is damaged", e);
    }
  }
}
