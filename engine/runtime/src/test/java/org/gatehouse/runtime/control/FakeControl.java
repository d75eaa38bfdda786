package org.gatehouse.runtime.control;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.ControlException;
import org.gatehouse.contract.vision.PictureArea;
import org.jspecify.annotations.Nullable;

/** A camera that notes down what it is told. Thread-safe. */
final class FakeControl implements CameraControl {
  private final List<String> told = new ArrayList<>();
  private List<PictureArea> refusedAreas = List.of();
  private @Nullable ControlException trouble;

  synchronized List<String> told() {
    return List.copyOf(told);
  }

  synchronized void fails(@Nullable String seen) {
    trouble =
        seen == null
            ? null
            : new ControlException(
                new CameraFault(CameraFault.Kind.UNREACHABLE, "step", seen, "remedy"));
  }

  synchronized void refuses(List<PictureArea> areas) {
    refusedAreas = areas;
  }

  private synchronized void note(String what) throws ControlException {
    told.add(what);
    notifyAll();
    if (trouble != null) {
      throw trouble;
    }
  }

  synchronized void await(int count) throws InterruptedException {
    while (told.size() < count) {
      wait();
    }
  }

  @Override
  public boolean turns() {
    return true;
  }

  @Override
  public void move(double pan, double tilt, double zoom, Duration atMost) throws ControlException {
    note("move " + pan + " " + tilt + " " + zoom + " " + atMost);
  }

  @Override
  public void stop() throws ControlException {
    note("stop");
  }

  @Override
  public List<Preset> presets() {
    return List.of();
  }

  @Override
  public void goTo(String preset) throws ControlException {
    note("preset " + preset);
  }

  @Override
  public List<PictureArea> mask(URI stream, List<PictureArea> areas) throws ControlException {
    note("mask " + areas.size());
    synchronized (this) {
      return refusedAreas;
    }
  }
}
