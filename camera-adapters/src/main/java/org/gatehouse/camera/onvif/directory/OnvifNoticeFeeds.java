package org.gatehouse.camera.onvif.directory;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.camera.NoticeFeeds;
import org.gatehouse.contract.camera.NoticeSpec;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Pull-point subscriptions for any number of cameras: one HTTP client for all, a virtual thread for
 * each. Thread-safe.
 */
public final class OnvifNoticeFeeds implements NoticeFeeds {
  private static final int LONGEST_SECONDS = 60;
  private static final Duration PULL = Duration.ofSeconds(20);

  private final OnvifSettings settings = OnvifSettings.standard();
  private @Nullable SoapClient strict;
  private @Nullable SoapClient trusting;

  @Override
  public Feed watch(NoticeSpec spec, LoginGuard guard, Listener listener) {
    SoapClient client = client(spec.trustAnyCertificate());
    NoticeLoop loop =
        new NoticeLoop(
            spec, guard, listener, client, OnvifNoticeFeeds::pause, Ticker.system(), PULL);
    loop.start();
    return loop;
  }

  /** Made when first wanted, because each has a thread of its own. */
  private synchronized SoapClient client(boolean anyCertificate) {
    if (anyCertificate) {
      SoapClient made =
          trusting == null ? new SoapClient(settings.withAnyCertificate(true)) : trusting;
      trusting = made;
      return made;
    }
    SoapClient made = strict == null ? new SoapClient(settings) : strict;
    strict = made;
    return made;
  }

  /** 1 s, doubled up to 60 s, with chance in it so that cameras do not come back in step. */
  private static void pause(int failures) throws InterruptedException {
    long longest = 1000L * Math.min(LONGEST_SECONDS, 1L << Math.min(failures - 1, 6));
    Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
  }

  @Override
  public synchronized void close() {
    for (SoapClient made : new @Nullable SoapClient[] {strict, trusting}) {
      if (made != null) {
        made.close();
      }
    }
  }
}
