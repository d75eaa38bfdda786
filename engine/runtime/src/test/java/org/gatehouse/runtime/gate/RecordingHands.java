package org.gatehouse.runtime.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateEnd;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.contract.list.ListEntry;

/** Remembers what a lane does. Used by one thread. */
final class RecordingHands implements LaneHands {
  final Map<UUID, GateIntent> intents = new LinkedHashMap<>();
  final List<BarrierOrder> orders = new ArrayList<>();
  final Map<UUID, String> outcomes = new LinkedHashMap<>();
  final List<EventDetail> events = new ArrayList<>();
  final Map<String, Alarm.Kind> alarms = new LinkedHashMap<>();

  /** Each time that an alarm began. */
  final List<String> begun = new ArrayList<>();

  final Set<String> inside = new HashSet<>();
  final List<String> passed = new ArrayList<>();
  final Set<String> passesUsed = new HashSet<>();
  int passes = Integer.MAX_VALUE;
  BarrierWish wish = BarrierWish.NONE;
  boolean passSilent;
  boolean diskFull;

  @Override
  public Noted intend(GateIntent intent, BarrierWish then) {
    if (diskFull) {
      return Noted.UNWRITTEN;
    }
    if (intents.putIfAbsent(intent.id(), intent) != null) {
      return Noted.KNOWN;
    }
    wish = then;
    return Noted.NEW;
  }

  @Override
  public boolean wish(BarrierWish wanted) {
    if (!diskFull) {
      wish = wanted;
    }
    return !diskFull;
  }

  @Override
  public void ended(GateEnd end) {
    outcomes.put(end.intent().id(), end.outcome());
  }

  @Override
  public void order(BarrierOrder order) {
    orders.add(order);
  }

  @Override
  public Pass usePass(ListEntry entry, String passageId, Instant at) {
    if (passSilent) {
      return Pass.UNKNOWN;
    }
    passesUsed.add(passageId);
    return passesUsed.size() <= passes ? Pass.USED : Pass.NONE_LEFT;
  }

  @Override
  public void letIn(ListEntry entry, String passageId, Instant at) {
    passesUsed.add(passageId);
  }

  @Override
  public boolean inside(String plate) {
    return inside.contains(plate);
  }

  @Override
  public void passed(String plate, String passageId, Instant at) {
    passed.add(plate);
  }

  @Override
  public void event(EventDetail detail) {
    events.add(detail);
  }

  @Override
  public void alarm(String id, Alarm.Kind kind, Alarm.Severity severity, String text) {
    if (alarms.put(id, kind) == null) {
      begun.add(id);
    }
  }

  @Override
  public void clear(String id) {
    alarms.remove(id);
  }

  List<BarrierAction> actions() {
    return orders.stream().map(BarrierOrder::action).toList();
  }

  <T extends EventDetail> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
