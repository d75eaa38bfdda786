package org.gatehouse.camera.simulator.onvif;

import static org.gatehouse.camera.onvif.xml.XmlText.escape;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One device's pull point; whoever pulls gets what is there. Owned by the event loop. */
final class SimulatedEvents {
  private static final int MAX_WAITING = 100;
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private final ScheduledExecutorService loop;
  private final Deque<String> messages = new ArrayDeque<>();
  private @Nullable CompletableFuture<Said> puller;

  SimulatedEvents(ScheduledExecutorService loop) {
    this.loop = loop;
  }

  /** From any thread. */
  void happen(String topic, String item, String value, Instant at) {
    String message =
        "<wsnt:NotificationMessage><wsnt:Topic>%s</wsnt:Topic><wsnt:Message><tt:Message UtcTime=\"%s\" PropertyOperation=\"Changed\"><tt:Source><tt:SimpleItem Name=\"VideoSourceConfigurationToken\" Value=\"view\"/></tt:Source><tt:Data><tt:SimpleItem Name=\"%s\" Value=\"%s\"/></tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>"
            .formatted(
                escape(topic), at.truncatedTo(ChronoUnit.SECONDS), escape(item), escape(value));
    loop.execute(() -> add(message));
  }

  private void add(String message) {
    if (messages.size() < MAX_WAITING) {
      messages.add(message);
    }
    tell(Instant.now());
  }

  @Nullable CompletableFuture<Said> answer(Asked asked, OnvifScript script, Instant now) {
    return switch (asked.name()) {
      case "CreatePullPointSubscription" -> done(created(asked, script, now));
      case "PullMessages" -> pull(asked, now);
      case "Renew" ->
          done(
              script.has(OnvifFault.RENEW_REFUSED)
                  ? Said.fault(400, "InvalidArgVal", "cannot renew")
                  : Said.soap("<wsnt:RenewResponse>" + until(now) + "</wsnt:RenewResponse>"));
      case "SetSynchronizationPoint" ->
          done(
              script.has(OnvifFault.SYNCHRONIZATION_REFUSED)
                  ? Said.fault(400, "NotAuthorized", "not for you")
                  : Said.soap("<tev:SetSynchronizationPointResponse/>"));
      case "Unsubscribe" -> done(Said.soap("<wsnt:UnsubscribeResponse/>"));
      default -> null;
    };
  }

  private static CompletableFuture<Said> done(Said said) {
    return CompletableFuture.completedFuture(said);
  }

  private static String until(Instant now) {
    return "<wsnt:TerminationTime>%s</wsnt:TerminationTime><wsnt:CurrentTime>%s</wsnt:CurrentTime>"
        .formatted(now.plusSeconds(60), now);
  }

  private static Said created(Asked asked, OnvifScript script, Instant now) {
    String base = script.has(OnvifFault.BAD_ADDRESSES) ? "http://192.0.2.77:81" : asked.base();
    String end =
        script.has(OnvifFault.NO_TERMINATION_TIME)
            ? ""
            : "<wsnt:CurrentTime>%s</wsnt:CurrentTime><wsnt:TerminationTime>%s</wsnt:TerminationTime>"
                .formatted(now, now.plusSeconds(60));
    return Said.soap(
        "<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><wsa:Address>"
            + base
            + "/onvif/pull</wsa:Address></tev:SubscriptionReference>"
            + end
            + "</tev:CreatePullPointSubscriptionResponse>");
  }

  private CompletableFuture<Said> pull(Asked asked, Instant now) {
    CompletableFuture<Said> answer = new CompletableFuture<>();
    puller = answer;
    if (messages.isEmpty()) {
      var timer =
          loop.schedule(
              () -> answer.complete(pulled("", now)),
              wait(asked).toMillis(),
              TimeUnit.MILLISECONDS);
      return answer.whenComplete((said, e) -> timer.cancel(false));
    }
    tell(now);
    return answer;
  }

  private static Duration wait(Asked asked) {
    try {
      Duration wanted = Duration.parse(asked.text("Timeout"));
      return wanted.isNegative() || wanted.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wanted;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  private void tell(Instant now) {
    CompletableFuture<Said> waiting = puller;
    if (waiting != null && !waiting.isDone()) {
      String all = String.join("", messages);
      if (waiting.complete(pulled(all, now))) {
        messages.clear();
      }
    }
  }

  private static Said pulled(String messages, Instant now) {
    return Said.soap(
        "<tev:PullMessagesResponse><tev:CurrentTime>%s</tev:CurrentTime><tev:TerminationTime>%s</tev:TerminationTime>%s</tev:PullMessagesResponse>"
            .formatted(now, now.plusSeconds(60), messages));
  }
}
