package org.gatehouse.server.config;

import java.time.Duration;
import java.util.List;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.event.EventFilter;
import org.jspecify.annotations.Nullable;

/** Keys that every destination has, whatever its type. */
@Describe("What is delivered.")
public record DeliveryConfig(
    @Describe("Which events; all that fit each of its lists.") @Default("{}") Only only,
    @Describe("How often an event is sent that only shows that events arrive; never if left out.")
        @Nullable Duration canary) {
  /** All events, and no canary. */
  public static final DeliveryConfig ALL =
      new DeliveryConfig(new Only(List.of(), List.of(), List.of(), List.of()), null);

  /** Names, or their beginnings and a star; a list that is empty lets all through. */
  @Describe("Which events: names, or their beginnings and *.")
  public record Only(
      @Describe("Types, such as org.gatehouse.passage.*") @Default("[]") List<String> types,
      @Describe("Sites.") @Default("[]") List<String> sites,
      @Describe("Cameras, such as gate-*") @Default("[]") List<String> cameras,
      @Describe(
              "Of the decisions of gates those about vehicles that are allow, deny, visitor or"
                  + " unlisted.")
          @Default("[]")
          List<String> lists) {
    /** Copies the lists. */
    public Only {
      types = List.copyOf(types);
      sites = List.copyOf(sites);
      cameras = List.copyOf(cameras);
      lists = List.copyOf(lists);
    }

    /** The same as the event log knows it. */
    public EventFilter filter() {
      return new EventFilter(types, sites, cameras, lists);
    }
  }
}
