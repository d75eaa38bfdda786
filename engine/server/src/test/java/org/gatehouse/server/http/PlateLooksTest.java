package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventDetail.CameraState;
import org.gatehouse.contract.event.EventDetail.PassageDecided;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.gatehouse.server.access.MemoryAccounts;
import org.gatehouse.server.access.Sessions.Holder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is noted when plates are seen that nobody searched for; lanes are in LaneRoutesTest. */
class PlateLooksTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final CameraView GATE =
      new CameraView(
          "gate-1",
          "Gate",
          "none",
          false,
          "streaming",
          Instant.EPOCH,
          null,
          null,
          0,
          0,
          0,
          CameraView.Traits.NONE);

  @TempDir Path data;
  private ServedSite site;
  private String bob;

  @BeforeEach
  void start() {
    MemoryAccounts users = new MemoryAccounts();
    users.add(user("bob", Role.VIEWER));
    users.add(user("eve", Role.GUARD));
    site = new ServedSite(data, TestAccess.of(users, who -> {}));
    bob = session("bob");
  }

  /** Who never logs in needs no password, which takes its time to be made. */
  private static Account user(String name, Role role) {
    Map<String, Role> roles = Map.of(ServedSite.NAME, role);
    return new Account(name, null, true, new TreeMap<>(roles), Set.of(), 0, NOON);
  }

  private String session(String name) {
    return "gatehouse=" + site.parts().sessions().begin(new Holder.User(name, 0), "gate duty");
  }

  @AfterEach
  void stop() {
    FakeEngine.AUDIT.full = false;
    site.close();
  }

  private StoredEvent append(EventDetail detail) {
    Event event =
        new Event(UUID.randomUUID(), "test-site", new CameraId("gate-1"), NOON, detail, List.of());
    return site.desk().stores().events().append(event);
  }

  private StoredEvent passage() {
    BoundingBox box = new BoundingBox(0.1, 0.1, 0.2, 0.1);
    PlateRead read = new PlateRead("京A12345", 0.9, "CN", "standard", List.of(), box, 3);
    return append(new PassageDecided("p", NOON, NOON, read, Direction.APPROACHING));
  }

  private StoredEvent state() {
    return append(new CameraState("up", "answers"));
  }

  private int get(String path, String cookie) throws Exception {
    return site.send("GET", "api/v1/" + path, "", cookie).statusCode();
  }

  private List<String> looks() {
    return site.noted().stream().filter(line -> line.startsWith("event")).toList();
  }

  @Test
  void events_withAPlate_areNotedOncePerViewerThoughThePagePolls() throws Exception {
    passage();
    for (int polls = 0; polls < 5; polls++) {
      assertThat(get("events", bob)).isEqualTo(200);
    }
    assertThat(looks()).hasSize(1);
    assertThat(looks().getFirst())
        .startsWith("events.read by bob")
        .contains("gate duty", "first=1", "last=1")
        .doesNotContain("12345");
    get("events", session("eve"));
    assertThat(looks()).hasSize(2).last().asString().startsWith("events.read by eve");
  }

  @Test
  void events_withoutAPlate_areNoLook() throws Exception {
    passage();
    StoredEvent state = state();
    assertThat(get("events?limit=1", bob)).isEqualTo(200);
    assertThat(get("events/" + state.event().id(), bob)).isEqualTo(200);
    assertThat(get("events?after=" + state.sequence(), bob)).isEqualTo(200);
    assertThat(looks()).isEmpty();
  }

  @Test
  void events_readOnAndBack_areNotedByPlaces() throws Exception {
    for (int n = 0; n < 6; n++) {
      passage();
      assertThat(get("events?limit=50&after=" + n, bob)).isEqualTo(200);
    }
    assertThat(looks()).as("who polls for what is new").hasSize(1);
    assertThat(get("events?limit=2&before=7", bob)).isEqualTo(200);
    assertThat(get("events?limit=2&before=5", bob)).isEqualTo(200);
    assertThat(looks()).as("who turns pages").hasSize(3);
    assertThat(looks().getLast()).contains("first=4", "last=3");
    for (int after = 0; after < 6; after += 2) {
      assertThat(get("events?limit=2&after=" + after, bob)).isEqualTo(200);
    }
    assertThat(looks()).as("who reads all that there is").hasSize(6);
    assertThat(looks().getLast()).contains("first=5", "last=6");
  }

  @Test
  void events_allOfThemAfterAFew_areNotedThoughThePagePolls() throws Exception {
    for (int n = 0; n < 120; n++) {
      passage();
    }
    assertThat(get("events?limit=500&after=119", bob)).isEqualTo(200);
    assertThat(get("events?limit=500&after=0", bob)).isEqualTo(200);
    assertThat(looks()).hasSize(2);
    assertThat(looks().getLast()).contains("first=1", "last=120");
    assertThat(get("events?limit=1", bob)).isEqualTo(200);
    assertThat(get("events?limit=500", bob)).isEqualTo(200);
    assertThat(looks()).hasSize(4);
    assertThat(looks().getLast()).contains("first=120", "last=1");
  }

  @Test
  void event_withAPlate_isNotedByItsId() throws Exception {
    String id = passage().event().id().toString();
    assertThat(get("events/" + id, bob)).isEqualTo(200);
    assertThat(get("events/" + id, bob)).isEqualTo(200);
    assertThat(looks()).hasSize(1).first().asString().startsWith("event.read by bob").contains(id);
  }

  @Test
  void events_thatCannotBeNoted_areNotShown() throws Exception {
    String id = passage().event().id().toString();
    long state = state().sequence();
    FakeEngine.AUDIT.full = true;
    for (String path : List.of("events", "events/" + id, "events/stream")) {
      HttpResponse<String> answer = site.send("GET", "api/v1/" + path, "", bob);
      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(answer.body()).contains("cannot be noted").doesNotContain("12345");
    }
    assertThat(get("events?after=" + (state - 1), bob)).as("without a plate").isEqualTo(200);
  }

  private CompletableFuture<String> feed() {
    return feed("");
  }

  private CompletableFuture<String> feed(String query) {
    return feed(query, text -> {});
  }

  /** Greeted by the feed; all that comes is told. */
  private CompletableFuture<String> feed(String query, Consumer<String> heard) {
    CompletableFuture<String> greeted = new CompletableFuture<>();
    site.client()
        .newWebSocketBuilder()
        .header("Cookie", bob)
        .buildAsync(
            URI.create(site.url("api/v1/feed" + query).toString().replaceFirst("http", "ws")),
            new WebSocket.Listener() {
              @Override
              public @Nullable CompletionStage<?> onText(
                  WebSocket from, CharSequence text, boolean last) {
                heard.accept(text.toString());
                greeted.complete(text.toString());
                from.request(1);
                return null;
              }
            })
        .join();
    return greeted;
  }

  @Test
  void feed_isNotedWhenItBegins_andGoesOnWithoutBecauseOfItsAlarms() throws Exception {
    FakeEngine.AUDIT.full = true;
    assertThat(feed().get(20, TimeUnit.SECONDS)).contains("hello");
    assertThat(looks()).isEmpty();
    FakeEngine.AUDIT.full = false;
    assertThat(feed().get(20, TimeUnit.SECONDS)).contains("hello");
    assertThat(feed().get(20, TimeUnit.SECONDS)).contains("hello");
    assertThat(looks()).hasSize(1).first().asString().startsWith("events.followed by bob");
  }

  @Test
  void feed_fromWhatWasSeen_isNotedWithThat() throws Exception {
    assertThat(feed().get(20, TimeUnit.SECONDS)).contains("hello");
    assertThat(feed("?after=0").get(20, TimeUnit.SECONDS)).contains("hello");
    assertThat(feed("?after=0").get(20, TimeUnit.SECONDS)).contains("hello");
    assertThat(looks()).hasSize(2);
    assertThat(looks().getFirst()).doesNotContain("after=");
    assertThat(looks().getLast()).startsWith("events.followed by bob").contains("after=0");
  }

  /** A plate that cannot be noted is not shown, neither a stored one nor one that comes. */
  @Test
  void feed_thatCannotBeNoted_hasNoEvents() throws Exception {
    passage();
    FakeEngine.AUDIT.full = true;
    List<String> heard = new CopyOnWriteArrayList<>();
    for (String query : List.of("", "?after=0")) {
      CompletableFuture<String> camera = new CompletableFuture<>();
      feed(
              query,
              text -> {
                heard.add(text);
                if (text.contains("\"camera\"")) {
                  camera.complete(text);
                }
              })
          .get(20, TimeUnit.SECONDS);
      site.server().eventStored(passage());
      site.server().cameraChanged(GATE);
      camera.get(20, TimeUnit.SECONDS);
    }
    assertThat(heard).noneMatch(text -> text.contains("12345"));
  }
}
