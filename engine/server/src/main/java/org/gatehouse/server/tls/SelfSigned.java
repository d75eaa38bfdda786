package org.gatehouse.server.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.gatehouse.server.onboard.DurableFile;
import org.gatehouse.server.sitekey.Pem;

/** Makes a certificate that vouches for itself: EC on P-256, good for two years. Stateless. */
final class SelfSigned {
  private static final Duration LIFETIME = Duration.ofDays(730);
  private static final Duration SOON = Duration.ofDays(30);
  private static final Duration BACK = Duration.ofDays(1);
  private static final int SERIAL_BITS = 127;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final Set<String> ALWAYS = Set.of("localhost", "127.0.0.1", "::1");

  private SelfSigned() {}

  /** Whether it ends soon, or is not valid yet, as one of a clock that was ahead. */
  static boolean isOutOfTime(X509Certificate certificate, Instant now) {
    return now.plus(SOON).isAfter(certificate.getNotAfter().toInstant())
        || now.isBefore(certificate.getNotBefore().toInstant());
  }

  static void make(ServerCertificate place, List<String> names, Instant now)
      throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    byte[] certificate = certificate(pair, names, now);
    Path folder = place.key().toAbsolutePath().getParent();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    // The key first: a certificate that is there has its key.
    write(place.key(), "PRIVATE KEY", pair.getPrivate().getEncoded(), true);
    write(place.chain(), "CERTIFICATE", certificate, false);
  }

  private static void write(Path file, String label, byte[] der, boolean secret)
      throws IOException {
    DurableFile.write(file, Pem.text(label, der).getBytes(StandardCharsets.US_ASCII), secret);
  }

  private static byte[] certificate(KeyPair pair, List<String> names, Instant now)
      throws IOException, GeneralSecurityException {
    X500Name self = new X500Name("CN=Gatehouse");
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            self,
            new BigInteger(SERIAL_BITS, new SecureRandom()),
            Date.from(now.minus(BACK)),
            Date.from(now.plus(LIFETIME)),
            self,
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
    try {
      return builder
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
          .getEncoded();
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("the key does not sign", e);
    }
  }

  private static GeneralNames alternatives(List<String> names) {
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(ALWAYS);
    return new GeneralNames(
        all.stream()
            .map(
                name ->
                    new GeneralName(
                        ADDRESS.matcher(name).matches()
                            ? GeneralName.iPAddress
                            : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new));
  }
}
