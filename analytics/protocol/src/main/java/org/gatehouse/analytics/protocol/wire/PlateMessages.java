package org.gatehouse.analytics.protocol.wire;

import java.util.List;
import org.gatehouse.analytics.messages.Alternative;
import org.gatehouse.analytics.messages.Box;
import org.gatehouse.analytics.messages.Plate;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.PlateCharacter;
import org.gatehouse.contract.vision.PlateRead;

/** A plate as message and back. */
public final class PlateMessages {
  private PlateMessages() {}

  /** As message. */
  public static Plate toMessage(PlateRead plate) {
    Plate.Builder message =
        Plate.newBuilder()
            .setText(plate.text())
            .setConfidence(plate.confidence())
            .setRegion(plate.region())
            .setKind(plate.kind())
            .setBox(toMessage(plate.box()))
            .setFrames(plate.frames());
    plate.characters().forEach(character -> message.addCharacters(toMessage(character)));
    return message.build();
  }

  /** From a message. */
  public static PlateRead fromMessage(Plate message) {
    List<PlateCharacter> characters =
        message.getCharactersList().stream().map(PlateMessages::fromMessage).toList();
    return new PlateRead(
        message.getText(),
        message.getConfidence(),
        message.getRegion(),
        message.getKind(),
        characters,
        fromMessage(message.getBox()),
        message.getFrames());
  }

  private static org.gatehouse.analytics.messages.PlateCharacter toMessage(
      PlateCharacter character) {
    org.gatehouse.analytics.messages.PlateCharacter.Builder message =
        org.gatehouse.analytics.messages.PlateCharacter.newBuilder()
            .setText(character.text())
            .setConfidence(character.confidence());
    for (PlateCharacter.Alternative other : character.alternatives()) {
      message.addAlternatives(
          Alternative.newBuilder().setText(other.text()).setConfidence(other.confidence()));
    }
    return message.build();
  }

  private static PlateCharacter fromMessage(
      org.gatehouse.analytics.messages.PlateCharacter message) {
    return new PlateCharacter(
        message.getText(),
        message.getConfidence(),
        message.getAlternativesList().stream()
            .map(other -> new PlateCharacter.Alternative(other.getText(), other.getConfidence()))
            .toList());
  }

  /** A box as message. */
  public static Box toMessage(BoundingBox box) {
    return Box.newBuilder()
        .setX(box.x())
        .setY(box.y())
        .setWidth(box.width())
        .setHeight(box.height())
        .build();
  }

  /** A box from a message. */
  public static BoundingBox fromMessage(Box message) {
    return new BoundingBox(message.getX(), message.getY(), message.getWidth(), message.getHeight());
  }
}
