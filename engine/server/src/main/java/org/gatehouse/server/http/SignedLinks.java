package org.gatehouse.server.http;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.SnapshotLinks;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventFields;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.onboard.DurableFile;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of pictures that open for whoever has them, until they expire: each is good for one
 * picture alone. The key is the site's, so they outlive a restart. Thread-safe.
 */
public final class SignedLinks implements SnapshotLinks {
  /** How long an address opens: whoever got an event has time to fetch what it shows. */
  static final Duration LIFETIME = Duration.ofDays(7);

  private static final String FILE = "links.key";
  private static final String ADMITTED = SignedLinks.class.getName();
  private static final int KEY_BYTES = 32;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final SecretKeySpec key;
  private final @Nullable URI publicUrl;
  private final Ticker ticker;

  /**
   * With a key.
   *
   * @param publicUrl how the engine is reached from outside; null if that is not known: then
   *     addresses are relative
   */
  SignedLinks(byte[] key, @Nullable URI publicUrl, Ticker ticker) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.publicUrl = publicUrl;
    this.ticker = ticker;
  }

  /**
   * With the key of a data folder, made now if there is none yet.
   *
   * @throws ConfigException if it can be neither read nor made
   */
  public static SignedLinks in(Path data, @Nullable URI publicUrl, Ticker ticker) {
    Path file = data.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        DurableFile.write(file, Base64.getEncoder().encode(fresh), true);
      }
      byte[] key = Base64.getDecoder().decode(Files.readAllBytes(file));
      if (key.length == KEY_BYTES) {
        return new SignedLinks(key, publicUrl, ticker);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, e);
    }
    throw unusable(file, null);
  }

  private static ConfigException unusable(Path file, @Nullable Exception cause) {
    String message =
        "the key for picture addresses "
            + file
            + " cannot be read: give it back to the user that the engine runs as, or delete it;"
            + " then addresses sent before do not open any more";
    return cause == null ? new ConfigException(message) : new ConfigException(message, cause);
  }

  @Override
  public String url(Event event, Snapshot snapshot) {
    long expires = now() + LIFETIME.toSeconds();
    String path = EventFields.snapshotPath(event, snapshot);
    String what = event.id() + "/" + snapshot.name() + ".jpg";
    return base() + path + "?expires=" + expires + "&signature=" + signature(what, expires);
  }

  private String base() {
    if (publicUrl == null) {
      return "";
    }
    String base = publicUrl.toString();
    return base.endsWith("/") ? base : base + "/";
  }

  /**
   * Lets a request for a picture pass that shows a signature; leaves all others as they are.
   *
   * @param limit counts signatures that are wrong
   */
  void admit(RoutingContext context, RateLimit limit) {
    String signature = context.request().getParam("signature");
    if (signature == null) {
      context.next();
      return;
    }
    long expires = Requests.number(context, "expires", 0, 0, Long.MAX_VALUE);
    String what = Requests.path(context, "id") + "/" + Requests.path(context, "file");
    if (!same(signature, signature(what, expires))) {
      limit.refuse(context);
      new Problem(403, "Forbidden", "this is not the signature of that picture").send(context);
    } else if (expires < now()) {
      new Problem(410, "Gone", "this address has expired").send(context);
    } else {
      context.put(ADMITTED, true);
      context.next();
    }
  }

  /** Whether {@link #admit} let it pass. */
  static boolean admitted(RoutingContext context) {
    return context.get(ADMITTED) != null;
  }

  private long now() {
    return Math.floorDiv(ticker.epochMicros(), MICROS_PER_SECOND);
  }

  private String signature(String what, long expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] sum = mac.doFinal((what + "\n" + expires).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
