package org.gatehouse.camera.onvif.directory;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.session.RtspCameraAdapter;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.ProbeReport.StreamCheck;
import org.gatehouse.contract.camera.ProbeRequest;
import org.gatehouse.contract.camera.SessionListener;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.jspecify.annotations.Nullable;

/** Opens a stream and looks whether video arrives: until the first key picture, or ten seconds. */
final class StreamWatch {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ProbeRequest request;

  StreamWatch(ProbeRequest request) {
    this.request = request;
  }

  StreamCheck look(URI url) throws InterruptedException {
    Set<CameraPolicy> policies =
        request.trustAnyCertificate() ? Set.of(CameraPolicy.TRUST_ANY_CERTIFICATE) : Set.of();
    CameraSpec spec =
        new CameraSpec(
            StreamId.main(new CameraId("probe")),
            url,
            request.username(),
            request.password(),
            Transport.AUTO,
            false,
            policies);
    Viewer viewer = new Viewer();
    long start = System.nanoTime();
    try (RtspCameraAdapter adapter = new RtspCameraAdapter()) {
      CameraSession session = adapter.open(spec, viewer);
      viewer.await(PATIENCE);
      StreamCheck check = viewer.check(url, Duration.ofNanos(System.nanoTime() - start));
      session.close();
      return check;
    }
  }

  /** Hears on the session's thread; asked by the probing one. */
  private static final class Viewer implements SessionListener {
    private final CountDownLatch enough = new CountDownLatch(1);
    private int units;
    private @Nullable AccessUnit first;
    private @Nullable AccessUnit key;
    private @Nullable CameraFault fault;

    void await(Duration patience) throws InterruptedException {
      if (!enough.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        onClosed(
            new CameraFault(
                CameraFault.Kind.STALLED,
                "streaming",
                "no key picture within " + patience.toSeconds() + " s",
                "shorten the key picture interval at the camera, or check its load"));
      }
    }

    @Override
    public void onState(SessionState state) {}

    @Override
    public void onTraffic(long bytes, long lostPackets) {}

    @Override
    public synchronized void onAccessUnit(AccessUnit unit) {
      units++;
      first = first == null ? unit : first;
      if (unit.randomAccess() && key == null) {
        key = unit;
        enough.countDown();
      }
    }

    @Override
    public synchronized void onClosed(CameraFault why) {
      fault = why;
      enough.countDown();
    }

    synchronized StreamCheck check(URI url, Duration watched) {
      AccessUnit seen = key == null ? first : key;
      boolean failed = key == null;
      return new StreamCheck(
          url,
          seen == null ? "" : seen.parameters().codec().name(),
          seen == null ? 0 : seen.parameters().width(),
          seen == null ? 0 : seen.parameters().height(),
          units,
          key != null,
          watched,
          failed ? fault : null);
    }
  }
}
