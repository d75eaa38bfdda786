package org.gatehouse.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request that is sent again with what the first one got, so that a client which did not
 * hear the answer may ask again without doing it twice: {@code Idempotency-Key} of the IETF draft
 * of that name. Answers are remembered for a day, the latest thousand of each caller, and not over
 * a restart. Those of nobody are not: a login is done again, so that its cookie is set again, and
 * who has not logged in fills no memory. Confined to the server's event loop.
 */
final class Repeats {
  static final String KEY = "Idempotency-Key";

  private static final long LIFETIME = TimeUnit.HOURS.toNanos(24);
  private static final int REFUSAL = 400;
  private static final int TOO_MANY = 429;
  private static final int FAILURE = 500;

  private final Ticker ticker;
  private final CallerMemory<Answer> answers = new CallerMemory<>();

  Repeats(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * What a key stands for.
   *
   * @param request digest of the body that came with it
   * @param status 0 while the first request is being answered
   */
  private record Answer(String request, long nanos, int status, @Nullable String body) {}

  /** A key as one caller uses it. */
  private record Asked(String caller, String id) {}

  /** Lets a request through, or answers it. */
  void check(RoutingContext context) {
    String key = context.request().getHeader(KEY);
    if (key == null || !context.request().method().name().equals("POST")) {
      context.next();
      return;
    }
    if (!key.matches("[\\x21-\\x7e]{1,255}")) {
      throw Problem.badRequest(KEY + " must be 1 to 255 visible ASCII characters");
    }
    Caller caller = Access.caller(context);
    if (caller.kind() == Caller.Kind.NOBODY) {
      context.next();
      return;
    }
    Asked asked =
        new Asked(memory(caller), caller.who() + ' ' + context.normalizedPath() + ' ' + key);
    String request = digest(context.body().buffer());
    Answer known = answers.get(asked.caller, asked.id);
    if (known == null || ticker.nanos() - known.nanos > LIFETIME) {
      first(context, asked, request);
    } else if (!known.request.equals(request)) {
      throw new Problem(422, "Another request", KEY + " was used for another body before");
    } else if (known.status == 0) {
      throw new Problem(409, "Conflict", "the first request with this key is being answered");
    } else {
      again(context, known);
    }
  }

  /** Owners may say to be anybody: they share one. */
  private static String memory(Caller caller) {
    return switch (caller.kind()) {
      case USER, TOKEN -> caller.kind() + " " + caller.who();
      case SITE_TOKEN, LOCAL, NOBODY -> caller.kind().name();
    };
  }

  private void first(RoutingContext context, Asked asked, String request) {
    answers.put(asked.caller, asked.id, new Answer(request, ticker.nanos(), 0, null));
    AtomicReference<@Nullable String> said = new AtomicReference<>();
    Json.whenSent(context, said::set);
    // When it is said, not when the connection ends: it is just who did not hear it that asks
    // again, and what was asked for goes on when they hang up.
    context.addHeadersEndHandler(now -> done(context, asked, request, said.get()));
    context.next();
  }

  private void done(RoutingContext context, Asked asked, String request, @Nullable String text) {
    int status = context.response().getStatusCode();
    if (status >= FAILURE || status == TOO_MANY) {
      // Not done: the next one may try.
      answers.remove(asked.caller, asked.id);
    } else {
      answers.put(asked.caller, asked.id, new Answer(request, ticker.nanos(), status, text));
    }
  }

  private static void again(RoutingContext context, Answer known) {
    context.response().setStatusCode(known.status).putHeader("Idempotent-Replayed", "true");
    if (known.body == null) {
      context.response().end();
    } else if (known.status >= REFUSAL) {
      context.response().putHeader("Content-Type", Problem.TYPE).end(known.body);
    } else {
      Json.sendText(context, known.body);
    }
  }

  private static String digest(@Nullable Buffer body) {
    byte[] bytes = Objects.requireNonNullElseGet(body, Buffer::buffer).getBytes();
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
