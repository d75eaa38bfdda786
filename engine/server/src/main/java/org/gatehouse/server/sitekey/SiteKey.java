package org.gatehouse.server.sitekey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.onboard.DurableFile;

/**
 * The key that a site signs its exports and the head of its audit log with: ECDSA on P-256 with
 * SHA-256, which every openssl can check. It lies in the data folder, readable by its owner only.
 * Thread-safe.
 */
public final class SiteKey {
  private static final String FOLDER = "evidence";
  private static final String FILE = "site-key.pem";

  private final PrivateKey secret;
  private final PublicKeyText open;

  private SiteKey(PrivateKey secret, PublicKeyText open) {
    this.secret = secret;
    this.open = open;
  }

  /**
   * The key of that data folder, made now if there is none yet.
   *
   * @throws ConfigException if it can be neither read nor made
   */
  public static SiteKey in(Path data) {
    Path file = data.resolve(FOLDER).resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return read(file);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ConfigException(
          "the site's key "
              + file
              + " cannot be read ("
              + e
              + "): give it back to the user that the engine runs as, or bring it back from a"
              + " backup. Without it exports that were made before can still be verified, but a new"
              + " key has another fingerprint",
          e);
    }
  }

  private static void make(Path file) throws IOException, GeneralSecurityException {
    Files.createDirectories(
        file.toAbsolutePath().getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    String text =
        Pem.text("PRIVATE KEY", pair.getPrivate().getEncoded())
            + Pem.text("PUBLIC KEY", pair.getPublic().getEncoded());
    DurableFile.write(file, text.getBytes(StandardCharsets.US_ASCII), true);
  }

  private static SiteKey read(Path file) throws IOException, GeneralSecurityException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    PrivateKey secret =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Pem.bytes("PRIVATE KEY", text)));
    return new SiteKey(secret, PublicKeyText.parse(text));
  }

  /** The public half. */
  public PublicKeyText open() {
    return open;
  }

  /** A detached signature, DER (RFC 3279 §2.2.3). */
  public byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance(PublicKeyText.SIGNATURE);
      signature.initSign(secret);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the site's key does not sign", e);
    }
  }
}
