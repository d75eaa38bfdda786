package org.gatehouse.runtime.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.CameraNotice.Topic;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.camera.NoticeFeeds;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.Test;

class CameraNoticesTest {
  private static final CameraId GATE = new CameraId("gate");
  private static final CameraId YARD = new CameraId("yard");

  private final FakeFeeds feeds = new FakeFeeds();
  private final NoticeBoard board = new NoticeBoard();
  private final CameraNotices notices =
      new CameraNotices(feeds, spec -> LoginGuard.NONE, board, new FakeTicker());

  /** Feeds that say what the test has them say. */
  private static final class FakeFeeds implements NoticeFeeds {
    private final List<FakeFeed> opened = new ArrayList<>();
    private boolean closed;

    private record FakeFeed(DeviceSpec spec, Listener listener, List<String> calls)
        implements Feed {
      @Override
      public void close() {
        calls.add("closed");
      }

      boolean left() {
        return calls.contains("closed");
      }
    }

    @Override
    public Feed watch(DeviceSpec spec, LoginGuard guard, Listener listener) {
      FakeFeed feed = new FakeFeed(spec, listener, new ArrayList<>());
      opened.add(feed);
      return feed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static DeviceSpec spec(CameraId camera, String password) {
    return new DeviceSpec(
        camera, URI.create("http://10.0.0.5/onvif"), "admin", Secret.of(password), false);
  }

  private static CameraNotice motion(boolean active, int seconds) {
    return new CameraNotice(Topic.MOTION, "view", active, TimeUnit.SECONDS.toMicros(seconds));
  }

  private FakeFeeds.FakeFeed subscribed(CameraId camera) {
    notices.follow(camera, spec(camera, "p"));
    notices.tick();
    FakeFeeds.FakeFeed feed = feeds.opened.getLast();
    feed.listener().onSubscribed();
    return feed;
  }

  @Test
  void notice_ofTheSubscription_isTold() {
    FakeFeeds.FakeFeed feed = subscribed(GATE);
    feed.listener().onNotice(motion(true, 1));
    assertThat(board.begun(GATE)).isEqualTo(1);
    assertThat(notices.subscribed(GATE)).isTrue();
    assertThat(notices.subscribed(YARD)).isFalse();
  }

  @Test
  void notice_onTheMetadataStreamToo_isToldOnceWhileTheSubscriptionStands() {
    FakeFeeds.FakeFeed feed = subscribed(GATE);
    feed.listener().onNotice(motion(true, 1));
    notices.onStream(GATE, new CameraNotice(Topic.MOTION, "another name", true, 1));
    assertThat(board.recent()).hasSize(1);
  }

  @Test
  void notice_onTheMetadataStream_isToldWhereNoSubscriptionStands() {
    notices.onStream(YARD, motion(true, 1));
    FakeFeeds.FakeFeed feed = subscribed(GATE);
    feed.listener()
        .onFault(new CameraFault(CameraFault.Kind.UNREACHABLE, "connect", "seen", "do"), false);
    notices.onStream(GATE, motion(true, 1));
    assertThat(board.begun(YARD)).isEqualTo(1);
    assertThat(board.begun(GATE)).isEqualTo(1);
    feed.listener().onSubscribed();
    notices.onStream(GATE, motion(false, 2));
    assertThat(board.recent()).hasSize(2);
  }

  @Test
  void follow_sameAgain_touchesNothing_otherPassword_beginsAnew() {
    FakeFeeds.FakeFeed gate = subscribed(GATE);
    FakeFeeds.FakeFeed yard = subscribed(YARD);
    notices.follow(GATE, spec(GATE, "p"));
    notices.follow(YARD, spec(YARD, "p"));
    notices.tick();
    assertThat(feeds.opened).containsExactly(gate, yard);

    notices.follow(GATE, spec(GATE, "changed"));
    notices.tick();
    assertThat(gate.left()).isTrue();
    assertThat(yard.left()).isFalse();
    assertThat(feeds.opened).hasSize(3);
    assertThat(feeds.opened.getLast().spec()).isEqualTo(spec(GATE, "changed"));
  }

  @Test
  void again_onlyWhatDoesNotStand_isTriedAnew() {
    FakeFeeds.FakeFeed gate = subscribed(GATE);
    FakeFeeds.FakeFeed yard = subscribed(YARD);
    gate.listener()
        .onFault(new CameraFault(CameraFault.Kind.UNAUTHORIZED, "login", "seen", "do"), true);
    notices.again(GATE);
    notices.again(YARD);
    notices.again(new CameraId("nobody"));
    notices.tick();
    assertThat(gate.left()).isTrue();
    assertThat(yard.left()).isFalse();
    assertThat(feeds.opened).hasSize(3);
    assertThat(feeds.opened.getLast().spec()).isEqualTo(gate.spec());
  }

  @Test
  void follow_none_andForget_leaveAndHearNoMore() {
    FakeFeeds.FakeFeed gate = subscribed(GATE);
    FakeFeeds.FakeFeed yard = subscribed(YARD);
    notices.follow(GATE, null);
    notices.forget(YARD);
    assertThat(gate.left() && yard.left()).isTrue();
    gate.listener().onNotice(motion(true, 1));
    yard.listener().onNotice(motion(true, 1));
    yard.listener().onSubscribed();
    assertThat(board.recent()).isEmpty();
    assertThat(notices.subscribed(YARD)).isFalse();
  }

  @Test
  void follow_fourHundred_areSubscribedTwentyASecond() {
    for (int i = 0; i < 400; i++) {
      CameraId camera = new CameraId("c" + i);
      notices.follow(camera, spec(camera, "p"));
    }
    assertThat(feeds.opened).isEmpty();
    notices.forget(new CameraId("c0"));
    for (int second = 1; second <= 20; second++) {
      notices.tick();
      assertThat(feeds.opened).hasSizeBetween(20 * second - 1, 20 * second);
    }
    assertThat(feeds.opened)
        .hasSize(399)
        .noneMatch(feed -> feed.spec().camera().value().equals("c0"));
  }

  @Test
  void close_leavesAllAndFollowsNoMore() {
    FakeFeeds.FakeFeed gate = subscribed(GATE);
    notices.close();
    notices.follow(YARD, spec(YARD, "p"));
    notices.tick();
    assertThat(gate.left()).isTrue();
    assertThat(feeds.closed).isTrue();
    assertThat(feeds.opened).hasSize(1);
  }
}
