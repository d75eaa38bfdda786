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
  AUDIO("audio", Form.TEXT),
  POLICIES("policies", Form.LIST),
  SWITCH("switch", Form.TEXT),
  ONVIF("onvif", Form.TEXT),
  RECORD("record", Form.TEXT),
  RETENTION("retention", Form.TEXT),
  KEEP_OPEN("keep-open", Form.TEXT),
  /** The kind of analysis; in YAML a mapping together with {@link #REGIONS}. */
  ANALYTICS("analytics", Form.ANALYTICS),
  REGIONS("regions", Form.ANALYTICS);

  /** How the cell becomes YAML. */
  enum Form {
    TEXT,
    /** Words with blanks, commas or bars between them. */
    LIST,
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
