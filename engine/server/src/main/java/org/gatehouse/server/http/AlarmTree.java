package org.gatehouse.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmNote;
import org.gatehouse.contract.alarm.AlarmNote.Deed;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.alarm.AlarmState;
import org.gatehouse.contract.alarm.Withheld;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/** Alarms as the interface shows them. Pure. */
final class AlarmTree {
  private AlarmTree() {}

  static Map<String, @Nullable Object> of(AlarmRecord record) {
    Alarm alarm = record.alarm();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("number", record.number());
    tree.put("id", alarm.id());
    tree.put("kind", alarm.kind().name());
    tree.put("source", word(alarm.kind().source()));
    tree.put("severity", alarm.severity().name());
    tree.put("cause", alarm.cause());
    tree.put("cameras", alarm.cameras().stream().map(CameraId::value).toList());
    tree.put("since", alarm.since().toString());
    tree.put("clearedAt", record.clearedAt() == null ? null : record.clearedAt().toString());
    tree.put("text", alarm.text());
    tree.put("state", word(record.state()));
    tree.put("active", record.active());
    tree.put("times", record.times());
    tree.put("acknowledged", acknowledged(record));
    tree.put("withheld", record.withheld() == null ? null : of(record.withheld()));
    tree.put("assignee", record.assignee());
    tree.put("notes", record.notes().stream().map(AlarmTree::of).toList());
    return tree;
  }

  /** Who saw it last; null while somebody has to see it. */
  private static @Nullable Map<String, Object> acknowledged(AlarmRecord record) {
    boolean seen = record.state() == AlarmState.ACKNOWLEDGED || record.state() == AlarmState.NORMAL;
    AlarmNote note = seen ? record.last(Deed.ACKNOWLEDGED) : null;
    return note == null ? null : of(note);
  }

  private static Map<String, @Nullable Object> of(Withheld withheld) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("by", withheld.who());
    tree.put("since", withheld.since().toString());
    tree.put("until", withheld.until() == null ? null : withheld.until().toString());
    tree.put("reason", withheld.reason());
    return tree;
  }

  private static Map<String, Object> of(AlarmNote note) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("at", note.at().toString());
    tree.put("by", note.who());
    tree.put("deed", word(note.deed()));
    tree.put("text", note.text());
    return tree;
  }

  /** How many stand how, whatever was asked for: what is put away must not be forgotten. */
  static Map<String, Integer> counts(List<AlarmRecord> standing) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (AlarmState state : AlarmState.values()) {
      if (state != AlarmState.NORMAL) {
        counts.put(word(state), 0);
      }
    }
    standing.forEach(record -> counts.merge(word(record.state()), 1, Integer::sum));
    return counts;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
