package org.gatehouse.camera.session;

import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.camera.SessionState;

/** Which state may follow which. */
final class SessionMoves {
  private static final Map<SessionState, Set<SessionState>> TABLE =
      Map.of(
          SessionState.CONNECTING, Set.of(SessionState.NEGOTIATING, SessionState.CLOSED),
          SessionState.NEGOTIATING,
              Set.of(SessionState.STREAMING, SessionState.CONNECTING, SessionState.CLOSED),
          SessionState.STREAMING, Set.of(SessionState.CONNECTING, SessionState.CLOSED),
          SessionState.CLOSED, Set.of());

  private SessionMoves() {}

  static boolean allowed(SessionState from, SessionState to) {
    return TABLE.getOrDefault(from, Set.of()).contains(to);
  }
}
