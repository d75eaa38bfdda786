package org.gatehouse.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Passwords by Argon2id (RFC 9106) with 19 MiB, two passes, one lane, as the string that other
 * implementations write too. Two at a time at most, so that many logins take no memory from the
 * recordings. Thread-safe.
 */
public final class Passwords {
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;

  /** Bounds on what a string that somebody else wrote may cost to check. */
  private static final int MOST_KIBIBYTES = 256 * 1024;

  private static final int MOST_PASSES = 10;

  private static final Pattern STRING =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private final SecureRandom random = new SecureRandom();
  private final Semaphore atOnce = new Semaphore(2);

  /** Checked in place of a user's who is not there, so that both take the same time. */
  private final String nobodys = hash(Secret.of(Tokens.fresh()));

  /**
   * Refuses passwords that are too short or too long, or the name.
   *
   * @throws IllegalArgumentException says what is expected, never the password
   */
  public static void check(String name, Secret password) {
    int length = password.reveal().codePointCount(0, password.reveal().length());
    if (length < SHORTEST || length > LONGEST) {
      throw new IllegalArgumentException(
          "a password has %d to %d characters".formatted(SHORTEST, LONGEST));
    }
    if (password.reveal().equalsIgnoreCase(name)) {
      throw new IllegalArgumentException("a password is not the user's name");
    }
  }

  /** What tells whether a password is this one. */
  public String hash(Secret password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = argon2(password, salt, KIBIBYTES, PASSES, LANES, HASH_BYTES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            KIBIBYTES, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /**
   * True if the password is the one of that string.
   *
   * @param string null if there is no such user or no password: takes as long, and is false
   */
  public boolean matches(@Nullable String string, Secret password) {
    boolean right = checked(string == null ? nobodys : string, password);
    return right && string != null;
  }

  private boolean checked(String string, Secret password) {
    Matcher parts = STRING.matcher(string);
    if (!parts.matches()) {
      return false;
    }
    int kibibytes = Integer.parseInt(parts.group(1));
    int passes = Integer.parseInt(parts.group(2));
    int lanes = Integer.parseInt(parts.group(3));
    if (kibibytes > MOST_KIBIBYTES || passes > MOST_PASSES || passes < 1 || lanes < 1) {
      return false;
    }
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    return MessageDigest.isEqual(
        expected, argon2(password, salt, kibibytes, passes, lanes, expected.length));
  }

  private byte[] argon2(
      Secret password, byte[] salt, int kibibytes, int passes, int lanes, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(kibibytes)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    atOnce.acquireUninterruptibly();
    try {
      generator.generateBytes(password.reveal().getBytes(StandardCharsets.UTF_8), hash);
    } finally {
      atOnce.release();
    }
    return hash;
  }
}
