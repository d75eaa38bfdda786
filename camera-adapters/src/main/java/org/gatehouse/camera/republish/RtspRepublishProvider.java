package org.gatehouse.camera.republish;

import org.gatehouse.contract.republish.PullListener;
import org.gatehouse.contract.republish.RepublishProvider;
import org.gatehouse.contract.republish.Republisher;
import org.gatehouse.contract.republish.StreamLender;

/** Serves streams by RTSP. */
public final class RtspRepublishProvider implements RepublishProvider {
  @Override
  public Republisher start(Settings settings, StreamLender streams, PullListener listener) {
    return RtspRepublisher.start(settings, streams, listener);
  }
}
