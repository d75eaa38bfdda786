package org.gatehouse.camera.onvif.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.camera.simulator.onvif.OnvifFault;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.gatehouse.camera.simulator.onvif.SimulatedOnvifDevice;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.camera.NoticeFeeds;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Feeds of simulated devices; a clock that jumps a minute at each look makes renewals due. */
class NoticeLoopTest {
  private static final OnvifScript SCRIPT =
      OnvifScript.open("gate", "rtsp://x/").withLogin(Access.TOKEN, "admin", "p");

  private final OnvifSimulator simulator = OnvifSimulator.start();
  private final SoapClient client = new SoapClient(OnvifSettings.standard());
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @AfterEach
  void end() {
    client.close();
    simulator.close();
  }

  private final class Heard implements NoticeFeeds.Listener {
    @Override
    public void onSubscribed() {
      told.add("subscribed");
    }

    @Override
    public void onNotice(CameraNotice notice) {
      told.add(notice.topic() + " " + notice.active());
    }

    @Override
    public void onFault(CameraFault fault, boolean gaveUp) {
      told.add(fault.kind() + " " + gaveUp);
    }
  }

  private static Ticker jumping() {
    AtomicLong minutes = new AtomicLong();
    return new Ticker() {
      @Override
      public long nanos() {
        return Duration.ofMinutes(minutes.incrementAndGet()).toNanos();
      }

      @Override
      public long epochMicros() {
        return 1;
      }
    };
  }

  private SimulatedOnvifDevice device(OnvifScript script) throws Exception {
    return simulator.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
  }

  private NoticeLoop watch(Ticker ticker) {
    return watch(ticker, LoginGuard.NONE);
  }

  private NoticeLoop watch(Ticker ticker, LoginGuard guard) {
    DeviceSpec spec =
        new DeviceSpec(
            new CameraId("gate"), simulator.service("gate"), "admin", Secret.of("p"), false);
    NoticeLoop loop =
        new NoticeLoop(
            spec, guard, new Heard(), client, failures -> {}, ticker, Duration.ofMillis(100));
    loop.start();
    return loop;
  }

  private String next() throws InterruptedException {
    return Objects.requireNonNull(told.poll(20, TimeUnit.SECONDS), "nothing was told");
  }

  @Test
  void feed_motion_isTold() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT);
    try (NoticeLoop loop = watch(Ticker.system())) {
      assertThat(next()).isEqualTo("subscribed");
      device.happen("tns1:VideoSource/MotionAlarm", "State", "true");
      assertThat(next()).isEqualTo("MOTION true");
    }
  }

  /** Quirk 89: renewing. */
  @Test
  void feed_renewalRefused_subscribesAnewWithoutAFault() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT.with(OnvifFault.RENEW_REFUSED));
    try (NoticeLoop loop = watch(jumping())) {
      assertThat(List.of(next(), next(), next())).containsOnly("subscribed");
      assertThat(Collections.frequency(device.operations(), "CreatePullPointSubscription"))
          .isGreaterThanOrEqualTo(3);
    }
  }

  /** Quirk 89: synchronizing. */
  @Test
  void feed_synchronizationRefused_goesOnWithoutIt() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT.with(OnvifFault.SYNCHRONIZATION_REFUSED));
    try (NoticeLoop loop = watch(Ticker.system())) {
      assertThat(next()).isEqualTo("subscribed");
      device.happen("tns1:VideoSource/MotionAlarm", "State", "false");
      assertThat(next()).isEqualTo("MOTION false");
      assertThat(Collections.frequency(device.operations(), "SetSynchronizationPoint"))
          .isEqualTo(1);
    }
  }

  @Test
  void feed_renewalTaken_staysWithItsSubscription() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT);
    try (NoticeLoop loop = watch(jumping())) {
      assertThat(next()).isEqualTo("subscribed");
      device.happen("tns1:VideoSource/MotionAlarm", "State", "true");
      assertThat(next()).isEqualTo("MOTION true");
      device.happen("tns1:VideoSource/MotionAlarm", "State", "false");
      assertThat(next()).isEqualTo("MOTION false");
      assertThat(device.operations()).contains("Renew");
      assertThat(Collections.frequency(device.operations(), "CreatePullPointSubscription"))
          .isEqualTo(1);
    }
  }

  @Test
  void feed_wrongPassword_givesUpAfterTwoRefusals() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT.withLogin(Access.DIGEST_MD5, "admin", "other"));
    try (NoticeLoop loop = watch(Ticker.system())) {
      assertThat(next()).isEqualTo("UNAUTHORIZED true");
      assertThat(device.refusedLogins()).isLessThanOrEqualTo(2);
    }
  }

  /** Counts what passes it; lets nobody log in while it is shut. */
  private static final class Counting implements LoginGuard {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean shut;

    @Override
    public @Nullable Attempt begin() {
      asked.incrementAndGet();
      return shut
          ? null
          : new Attempt() {
            @Override
            public void accepted() {
              accepted.incrementAndGet();
            }

            @Override
            public void refused() {
              refused.incrementAndGet();
            }

            @Override
            public void ended() {}
          };
    }
  }

  @Test
  void feed_wrongPassword_eachRefusalIsToldToTheGuard() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT.withLogin(Access.DIGEST_MD5, "admin", "other"));
    Counting guard = new Counting();
    try (NoticeLoop loop = watch(Ticker.system(), guard)) {
      assertThat(next()).isEqualTo("UNAUTHORIZED true");
      assertThat(guard.refused.get()).isPositive().isEqualTo(device.refusedLogins());
      assertThat(guard.accepted.get()).isZero();
    }
  }

  @Test
  void feed_guardSaysNo_sendsNoCredentialsUntilItSaysYes() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT);
    Counting guard = new Counting();
    guard.shut = true;
    try (NoticeLoop loop = watch(Ticker.system(), guard)) {
      assertThat(List.of(next(), next())).containsOnly("CLOSED_BY_US false");
      assertThat(guard.accepted.get()).isZero();
      guard.shut = false;
      String said = next();
      while (said.startsWith("CLOSED")) {
        said = next();
      }
      assertThat(said).isEqualTo("subscribed");
      assertThat(guard.accepted.get()).isEqualTo(1);
      assertThat(device.refusedLogins()).isZero();
    }
  }

  @Test
  void feed_withoutEvents_givesUp() throws Exception {
    device(SCRIPT.with(OnvifFault.NO_EVENTS));
    try (NoticeLoop loop = watch(Ticker.system())) {
      assertThat(next()).isEqualTo("NOT_FOUND true");
    }
  }

  @Test
  void feed_garbage_isToldAndTriedAgain() throws Exception {
    device(SCRIPT.with(OnvifFault.GARBAGE));
    try (NoticeLoop loop = watch(Ticker.system())) {
      assertThat(List.of(next(), next())).containsOnly("PROTOCOL false");
    }
  }
}
