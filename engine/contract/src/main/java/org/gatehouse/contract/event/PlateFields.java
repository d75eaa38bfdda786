package org.gatehouse.contract.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.PlateCharacter;
import org.gatehouse.contract.vision.PlateRead;

/** The {@code plate} object of a passage, written and read. Pure. */
final class PlateFields {
  private PlateFields() {}

  static Map<String, Object> of(PlateRead plate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", plate.text());
    fields.put("confidence", plate.confidence());
    fields.put("region", plate.region());
    fields.put("kind", plate.kind());
    fields.put("frames", plate.frames());
    fields.put("box", box(plate.box()));
    List<Object> characters = new ArrayList<>();
    for (PlateCharacter character : plate.characters()) {
      characters.add(character(character));
    }
    fields.put("characters", characters);
    return fields;
  }

  static PlateRead parse(FieldReader in) {
    List<PlateCharacter> characters = new ArrayList<>();
    for (FieldReader character : in.objects("characters")) {
      characters.add(parseCharacter(character));
    }
    return new PlateRead(
        in.text("text"),
        in.real("confidence"),
        in.text("region"),
        in.text("kind"),
        List.copyOf(characters),
        parseBox(in.object("box")),
        (int) in.real("frames"));
  }

  static BoundingBox parseBox(FieldReader box) {
    return new BoundingBox(box.real("x"), box.real("y"), box.real("width"), box.real("height"));
  }

  static Map<String, Object> box(BoundingBox box) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("x", box.x());
    fields.put("y", box.y());
    fields.put("width", box.width());
    fields.put("height", box.height());
    return fields;
  }

  private static Map<String, Object> character(PlateCharacter character) {
    Map<String, Object> fields = reading(character.text(), character.confidence());
    List<Object> alternatives = new ArrayList<>();
    for (PlateCharacter.Alternative other : character.alternatives()) {
      alternatives.add(reading(other.text(), other.confidence()));
    }
    fields.put("alternatives", alternatives);
    return fields;
  }

  private static Map<String, Object> reading(String text, double confidence) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", text);
    fields.put("confidence", confidence);
    return fields;
  }

  private static PlateCharacter parseCharacter(FieldReader in) {
    List<PlateCharacter.Alternative> alternatives = new ArrayList<>();
    for (FieldReader other : in.objects("alternatives")) {
      alternatives.add(
          new PlateCharacter.Alternative(other.text("text"), other.real("confidence")));
    }
    return new PlateCharacter(in.text("text"), in.real("confidence"), List.copyOf(alternatives));
  }
}
