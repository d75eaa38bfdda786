package org.gatehouse.camera;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import org.gatehouse.camera.simulator.AnnexBTrack;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.jspecify.annotations.Nullable;

/** What several tests start from. */
public final class Fixtures {
  /** Pictures in {@link #track}. */
  public static final int PICTURES = 50;

  /** Pictures from one key picture of {@link #track} to the next. */
  public static final int KEY_INTERVAL = 10;

  private Fixtures() {}

  /** Two seconds of a test picture, 160x120, 25 a second, High profile, without reordering. */
  public static byte[] byteStream() {
    try (InputStream in = Fixtures.class.getResourceAsStream("testsrc.h264")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The byte stream as a track in its own time. */
  public static VideoTrack track() {
    return AnnexBTrack.read(byteStream(), 3600);
  }

  /** The byte stream as a track ten times as fast, to save the tests' time. */
  public static VideoTrack fastTrack() {
    return AnnexBTrack.read(byteStream(), 360);
  }

  /** A simulator on a free port of this machine. */
  public static SimulatedCameras cameras() throws IOException {
    return SimulatedCameras.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** A camera called gate without credentials. */
  public static CameraSpec spec(URI url) {
    return spec(url, null, null);
  }

  /** A camera called gate. */
  public static CameraSpec spec(URI url, @Nullable String username, @Nullable String password) {
    Secret secret = password == null ? null : Secret.of(password);
    return new CameraSpec(StreamId.main(new CameraId("gate")), url, username, secret);
  }
}
