package org.gatehouse.camera.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspMessage;
import org.gatehouse.camera.rtsp.RtspRequest;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.rtsp.auth.Authorizer;
import org.gatehouse.camera.rtsp.auth.Challenge;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their answers on one connection: numbers, signs and matches them, and signs anew
 * when the camera asks for credentials or a newer nonce. An answer that fits no request is ignored,
 * for cameras number keep-alive answers wrongly. Owned by the session's event loop.
 */
final class Dialogue {
  private static final String USER_AGENT = "Gatehouse";
  private static final int UNAUTHORIZED = 401;
  private static final int MOST_OPEN = 8;

  private final Consumer<RtspMessage> send;
  private final @Nullable Credentials credentials;
  private final Supplier<String> clientNonces;
  private final Runnable refusedLogin;
  private final Map<Integer, Pending> open = new HashMap<>();

  private int lastNumber;
  private @Nullable Authorizer authorizer;
  private boolean nonceWorked;
  private @Nullable String sessionId;

  /**
   * @param refusedLogin hears of each 401 to a request that carried credentials, unless it calls
   *     the nonce stale
   */
  Dialogue(
      Consumer<RtspMessage> send,
      @Nullable Credentials credentials,
      Supplier<String> clientNonces,
      Runnable refusedLogin) {
    this.send = send;
    this.credentials = credentials;
    this.clientNonces = clientNonces;
    this.refusedLogin = refusedLogin;
  }

  /**
   * @param refusals 401 answers to this request so far, to its signed forms
   * @param signed whether it carried an Authorization header
   */
  private record Pending(
      String method,
      String url,
      RtspHeaders extra,
      int refusals,
      boolean signed,
      Consumer<RtspResponse> onAnswer) {}

  /** From now on every request belongs to that session. */
  void session(String id) {
    sessionId = id;
  }

  boolean hasSession() {
    return sessionId != null;
  }

  boolean hasCredentials() {
    return credentials != null;
  }

  /** Sends a request; {@code onAnswer} hears the final answer, if one comes. */
  void ask(String method, String url, RtspHeaders extra, Consumer<RtspResponse> onAnswer) {
    ask(method, url, extra, 0, onAnswer);
  }

  private void ask(
      String method, String url, RtspHeaders extra, int refusals, Consumer<RtspResponse> onAnswer) {
    if (open.size() >= MOST_OPEN) {
      open.clear();
    }
    lastNumber++;
    boolean signed = authorizer != null;
    open.put(lastNumber, new Pending(method, url, extra, refusals, signed, onAnswer));
    send.accept(new RtspRequest(method, url, headers(method, url, extra), new byte[0]));
  }

  private RtspHeaders headers(String method, String url, RtspHeaders extra) {
    RtspHeaders headers =
        RtspHeaders.EMPTY.with("CSeq", String.valueOf(lastNumber)).with("User-Agent", USER_AGENT);
    if (sessionId != null) {
      headers = headers.with("Session", sessionId);
    }
    if (authorizer != null) {
      headers = headers.with("Authorization", authorizer.authorize(method, url));
    }
    for (RtspHeaders.Line line : extra.lines()) {
      headers = headers.with(line.name(), line.value());
    }
    return headers;
  }

  /** Takes an answer that came. */
  void answered(RtspResponse response) {
    if (response.status() < 200) {
      return;
    }
    int number = response.headers().number("CSeq", lastNumber);
    Pending pending = open.remove(number);
    if (pending == null) {
      return;
    }
    if (response.status() != UNAUTHORIZED) {
      nonceWorked |= pending.signed;
      pending.onAnswer.accept(response);
    } else if (maySignAnew(pending, response)) {
      int refusals = pending.refusals + (pending.signed ? 1 : 0);
      ask(pending.method, pending.url, pending.extra, refusals, pending.onAnswer);
    } else {
      pending.onAnswer.accept(response);
    }
  }

  /** RFC 7616 §3.3: a stale nonce, or one that served before, says nothing about the password. */
  private boolean maySignAnew(Pending pending, RtspResponse response) {
    if (credentials == null) {
      return false;
    }
    List<Challenge> challenges = Challenge.parse(response.headers().all("WWW-Authenticate"));
    boolean stale = challenges.stream().anyMatch(Challenge::stale);
    if (pending.signed && !stale) {
      refusedLogin.run();
    }
    boolean again = !pending.signed || ((stale || nonceWorked) && pending.refusals == 0);
    Authorizer next = again ? Authorizer.answer(challenges, credentials, clientNonces) : null;
    if (next != null) {
      authorizer = next;
      nonceWorked = false;
    }
    return next != null;
  }
}
