package org.gatehouse.camera.onvif.directory;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.camera.NoticeFeeds;
import org.gatehouse.contract.time.Ticker;

/**
 * Pull-point subscriptions for any number of cameras: one HTTP client for all, a virtual thread for
 * each. Thread-safe.
 */
public final class OnvifNoticeFeeds implements NoticeFeeds {
  private static final int LONGEST_SECONDS = 60;
  private static final Duration PULL = Duration.ofSeconds(20);

  private final SoapClients clients = new SoapClients(OnvifSettings.standard());

  @Override
  public Feed watch(DeviceSpec spec, LoginGuard guard, Listener listener) {
    SoapClient client = clients.of(spec);
    NoticeLoop loop =
        new NoticeLoop(
            spec, guard, listener, client, OnvifNoticeFeeds::pause, Ticker.system(), PULL);
    loop.start();
    return loop;
  }

  /** 1 s, doubled up to 60 s, with chance in it so that cameras do not come back in step. */
  private static void pause(int failures) throws InterruptedException {
    long longest = 1000L * Math.min(LONGEST_SECONDS, 1L << Math.min(failures - 1, 6));
    Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
  }

  @Override
  public void close() {
    clients.close();
  }
}
