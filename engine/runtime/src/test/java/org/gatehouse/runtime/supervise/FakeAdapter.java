package org.gatehouse.runtime.supervise;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatehouse.contract.camera.CameraAdapter;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.SessionListener;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;

/** An adapter whose cameras do what the test says. */
final class FakeAdapter implements CameraAdapter {
  static final ParameterSets SETS =
      ParameterSets.h264(new byte[] {0x67, 100, 0, 31}, new byte[] {0x68}, 64, 48);

  /** Sessions in the order of opening. */
  final List<FakeSession> sessions = new ArrayList<>();

  boolean closed;

  /** Whether a session that is left takes its time to end. */
  boolean lingers;

  /** One opened session. */
  static final class FakeSession implements CameraSession {
    final CameraSpec spec;
    private final SessionListener listener;
    private final boolean lingers;
    boolean left;

    FakeSession(CameraSpec spec, SessionListener listener, boolean lingers) {
      this.spec = spec;
      this.listener = listener;
      this.lingers = lingers;
    }

    void stream(int pictures) {
      listener.onState(SessionState.NEGOTIATING);
      listener.onState(SessionState.STREAMING);
      for (int i = 0; i < pictures; i++) {
        listener.onAccessUnit(new AccessUnit(SETS, 0, 0, true, 0, new byte[0]));
      }
      listener.onTraffic(1000L * pictures, 1);
    }

    void notice(CameraNotice notice) {
      listener.onNotice(notice);
    }

    void fail(CameraFault.Kind kind) {
      if (kind == CameraFault.Kind.UNAUTHORIZED) {
        listener.onRefusedLogin();
      }
      listener.onState(SessionState.CLOSED);
      listener.onClosed(new CameraFault(kind, "DESCRIBE", "what was seen", "what to do"));
    }

    @Override
    public void close() {
      left = true;
      if (!lingers) {
        fail(CameraFault.Kind.CLOSED_BY_US);
      }
    }
  }

  FakeSession last() {
    return sessions.getLast();
  }

  @Override
  public Set<String> schemes() {
    return Set.of("rtsp");
  }

  @Override
  public CameraSession open(CameraSpec spec, SessionListener listener) {
    FakeSession session = new FakeSession(spec, listener, lingers);
    sessions.add(session);
    return session;
  }

  @Override
  public void close() {
    closed = true;
  }
}
