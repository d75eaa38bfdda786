package org.gatehouse.server.onboard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a sheet of cameras may tell of each, in the order that an export writes. */
public enum Column {
  ID("id", Form.TEXT),
  NAME("name", Form.TEXT),
  TEMPLATE("template", Form.TEXT),
  URL("url", Form.TEXT),
  SUB_URL("sub-url", Form.TEXT),
  USERNAME("username", Form.TEXT),
  PASSWORD("password", Form.TEXT),
  TRANSPORT("transport", Form.TEXT),
  AUDIO("audio", Form.BARE),
  POLICIES("policies", Form.LIST),
  SWITCH("switch", Form.TEXT),
  ONVIF("onvif", Form.TEXT),
  RECORD("record", Form.TEXT),
  RECORD_STREAMS("record-streams", Form.TEXT),
  RECORD_SCHEDULE("record-schedule", Form.PARTS),
  RECORD_ON("record-on", Form.LIST),
  RECORD_BEFORE("record-before", Form.TEXT),
  RECORD_AFTER("record-after", Form.TEXT),
  RECORD_PRIORITY("record-priority", Form.TEXT),
  RETENTION("retention", Form.TEXT),
  KEEP_OPEN("keep-open", Form.BARE),
  PICTURE_HEALTH("picture-health", Form.BARE),
  PIXELS_PER_METRE("pixels-per-metre", Form.BARE),
  MASK("mask", Form.TEXT),
  MASK_AREAS("mask-areas", Form.PARTS),
  /** The kind of analysis; in YAML a mapping together with {@link #REGIONS}. */
  ANALYTICS("analytics", Form.ANALYTICS),
  REGIONS("regions", Form.ANALYTICS);

  /** How the cell becomes YAML. */
  enum Form {
    TEXT,
    /** A number, or true or false: without quotes. */
    BARE,
    /** Words with blanks, commas or bars between them. */
    LIST,
    /** Texts that may hold blanks and commas, with semicolons or bars between them. */
    PARTS,
    ANALYTICS
  }

  private final String key;
  private final Form form;

  Column(String key, Form form) {
    this.key = key;
    this.form = form;
  }

  /** As it stands in the sheet's first line. */
  String key() {
    return key;
  }

  Form form() {
    return form;
  }

  static Optional<Column> of(String key) {
    return Arrays.stream(values()).filter(column -> column.key.equals(key)).findFirst();
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Column::key).toList();
  }
}
