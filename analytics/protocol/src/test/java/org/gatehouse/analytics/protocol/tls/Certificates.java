package org.gatehouse.analytics.protocol.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.gatehouse.contract.vision.TlsFiles;

/**
 * An authority with the certificates of an engine, of a host on 127.0.0.1 and of one on another
 * address, made anew for each test. The encoding is that of RFC 5280, as far as it is needed.
 */
public final class Certificates {
  private static final byte[] ECDSA_SHA256 =
      der(0x30, der(0x06, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  private static final byte[] NO_ADDRESS = {};

  private final Path folder;
  private final String name;
  private final KeyPair authority = keys();
  private int serial;

  private Certificates(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** Makes them all. */
  public static Certificates make(Path folder, String name) {
    Certificates made = new Certificates(folder, name);
    made.write("ca.pem", "CERTIFICATE", made.certificate("ca", made.authority, NO_ADDRESS));
    made.certify("engine", new byte[] {10, 0, 0, 1});
    made.certify("host", new byte[] {127, 0, 0, 1});
    made.certify("elsewhere", new byte[] {127, 9, 9, 9});
    return made;
  }

  /** What {@code engine}, {@code host} or {@code elsewhere} shows and trusts. */
  public TlsFiles files(String who) {
    return new TlsFiles(file(who + ".pem"), file(who + ".key"), file("ca.pem"));
  }

  private Path file(String suffix) {
    return folder.resolve(name + "-" + suffix);
  }

  private void certify(String who, byte[] address) {
    KeyPair keys = keys();
    write(who + ".pem", "CERTIFICATE", certificate(who, keys, address));
    write(who + ".key", "PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  private byte[] certificate(String who, KeyPair keys, byte[] address) {
    serial++;
    byte[] extension =
        address.length == 0
            // basicConstraints, critical: an authority
            ? extension(0x13, der(0x01, 0xff), der(0x30, der(0x01, 0xff)))
            // subjectAltName: an address
            : extension(0x11, NO_ADDRESS, der(0x30, der(0x87, address)));
    byte[] body =
        der(
            0x30,
            der(0xa0, der(0x02, 2)),
            der(0x02, BigInteger.valueOf(serial).toByteArray()),
            ECDSA_SHA256,
            called(name + " ca"),
            der(0x30, time("200101000000Z"), time("491231235959Z")),
            called(name + " " + who),
            keys.getPublic().getEncoded(),
            der(0xa3, der(0x30, extension)));
    return der(0x30, body, ECDSA_SHA256, der(0x03, new byte[] {0}, signed(body)));
  }

  private static byte[] extension(int number, byte[] critical, byte[] value) {
    return der(0x30, der(0x06, 0x55, 0x1d, number), critical, der(0x04, value));
  }

  private static byte[] called(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return der(0x30, der(0x31, der(0x30, der(0x06, 0x55, 0x04, 0x03), der(0x0c, utf8))));
  }

  private static byte[] time(String utc) {
    return der(0x17, utc.getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] signed(byte[] body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(authority.getPrivate());
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] der(int tag, int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return der(tag, content);
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.size() < 0x80) {
      out.write(content.size());
    } else if (content.size() < 0x100) {
      out.write(0x81);
      out.write(content.size());
    } else {
      out.write(0x82);
      out.write(content.size() >> 8);
      out.write(content.size());
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private void write(String suffix, String label, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    try {
      Path file = file(suffix);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
