package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.storage.LoginRecords;
import org.gatehouse.contract.storage.StorageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Login records as one small text file that is replaced as a whole, beside it the key of the marks.
 * A mark is the first 16 bits of HMAC-SHA-256 (RFC 2104) over user name and password, and over
 * nothing else: were the camera's name in it, a password of a hundred cameras would have a hundred
 * marks, which together confirm a guess.
 */
public final class LoginFile implements LoginRecords {
  private static final Logger log = LoggerFactory.getLogger(LoginFile.class);
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int BYTE = 0xff;
  private static final String FORGOTTEN =
      "refused logins of earlier runs are forgotten: a camera with a wrong password is asked up to"
          + " twice again";

  private final Path file;
  private final SecretKeySpec key;

  private LoginFile(Path file, SecretKeySpec key) {
    this.file = file;
    this.key = key;
  }

  /** Opens or creates it in a folder that exists; never fails, for cameras matter more. */
  public static LoginFile open(Path folder) {
    Path keyFile = folder.resolve("logins.key");
    return new LoginFile(folder.resolve("logins.txt"), new SecretKeySpec(key(keyFile), ALGORITHM));
  }

  private static byte[] key(Path keyFile) {
    try {
      byte[] key = Files.readAllBytes(keyFile);
      if (key.length == KEY_BYTES) {
        return key;
      }
      log.warn("{} has {} bytes instead of {}; {}", keyFile, key.length, KEY_BYTES, FORGOTTEN);
    } catch (NoSuchFileException e) {
      log.debug("{} is not there yet", keyFile);
    } catch (IOException e) {
      log.warn("{} cannot be read ({}); {}", keyFile, e.toString(), FORGOTTEN);
    }
    byte[] fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    try {
      Durable.replacePrivate(keyFile, fresh);
    } catch (IOException e) {
      log.warn(
          "{} cannot be written ({}): refused logins will be forgotten at the next start; let this"
              + " user write there",
          keyFile,
          e.toString());
    }
    return fresh;
  }

  @Override
  public int mark(String username, @Nullable Secret password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(username.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      byte[] sum =
          mac.doFinal((password == null ? "" : password.reveal()).getBytes(StandardCharsets.UTF_8));
      return (sum[0] & BYTE) << Byte.SIZE | (sum[1] & BYTE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  @Override
  public List<Entry> read() {
    try {
      return LoginText.read(Files.readString(file));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      log.warn("{} cannot be read ({}); {}", file, e.toString(), FORGOTTEN);
    } catch (IllegalArgumentException e) {
      log.warn("{} is damaged: {}; {}", file, e.getMessage(), FORGOTTEN);
    }
    return List.of();
  }

  @Override
  public void write(Collection<Entry> all) {
    try {
      Durable.replacePrivate(file, LoginText.write(all).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StorageException(
          "%s cannot be written (%s): let this user write there and make room".formatted(file, e),
          e);
    }
  }
}
