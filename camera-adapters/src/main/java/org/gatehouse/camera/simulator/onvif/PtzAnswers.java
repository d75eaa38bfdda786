package org.gatehouse.camera.simulator.onvif;

import static org.gatehouse.camera.onvif.xml.XmlText.escape;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** A head that turns at once. Owned by the event loop. */
final class PtzAnswers implements SimulatedOnvifDevice.AnswerBook {
  private static final String CENTRE = "<tt:PanTilt x=\"0\" y=\"0\"/><tt:Zoom x=\"0\"/>";

  private record Preset(String name, String position) {}

  private final Map<String, Preset> presets = new LinkedHashMap<>();
  private String position = CENTRE;
  private boolean moving;
  private int presetsMade;

  @Override
  public @Nullable String answer(Asked asked) {
    return switch (asked.name()) {
      case "ContinuousMove" -> moving(true, asked);
      case "Stop" -> moving(false, asked);
      case "AbsoluteMove" -> moveTo(position(asked), asked);
      case "GetPresets" -> list();
      case "SetPreset" -> keep(asked);
      case "GotoPreset" -> goTo(asked);
      case "RemovePreset" ->
          presets.remove(asked.text("PresetToken")) == null ? null : empty(asked);
      case "GetStatus" -> status();
      case "GetNodes" ->
          "<tptz:GetNodesResponse><tptz:PTZNode token=\"node\"/></tptz:GetNodesResponse>";
      default -> null;
    };
  }

  private static String empty(Asked asked) {
    return "<tptz:" + asked.name() + "Response/>";
  }

  private String moving(boolean now, Asked asked) {
    moving = now;
    return empty(asked);
  }

  private String moveTo(String place, Asked asked) {
    position = place;
    return empty(asked);
  }

  private static String position(Asked asked) {
    XmlElement turn = asked.operation().find("PanTilt");
    XmlElement zoom = asked.operation().find("Zoom");
    return "<tt:PanTilt x=\"%s\" y=\"%s\"/><tt:Zoom x=\"%s\"/>"
        .formatted(
            turn == null ? "0" : escape(turn.attribute("x")),
            turn == null ? "0" : escape(turn.attribute("y")),
            zoom == null ? "0" : escape(zoom.attribute("x")));
  }

  private String list() {
    StringBuilder out = new StringBuilder("<tptz:GetPresetsResponse>");
    presets.forEach(
        (token, preset) ->
            out.append(
                "<tptz:Preset token=\"%s\"><tt:Name>%s</tt:Name></tptz:Preset>"
                    .formatted(token, escape(preset.name()))));
    return out.append("</tptz:GetPresetsResponse>").toString();
  }

  private String keep(Asked asked) {
    presetsMade++;
    String token = "preset" + presetsMade;
    presets.put(token, new Preset(asked.text("PresetName"), position));
    return "<tptz:SetPresetResponse><tptz:PresetToken>"
        + token
        + "</tptz:PresetToken></tptz:SetPresetResponse>";
  }

  private @Nullable String goTo(Asked asked) {
    Preset preset = presets.get(asked.text("PresetToken"));
    return preset == null ? null : moveTo(preset.position(), asked);
  }

  private String status() {
    String word = moving ? "MOVING" : "IDLE";
    return "<tptz:GetStatusResponse><tptz:PTZStatus><tt:Position>"
        + position
        + "</tt:Position><tt:MoveStatus><tt:PanTilt>"
        + word
        + "</tt:PanTilt><tt:Zoom>IDLE</tt:Zoom></tt:MoveStatus>"
        + "<tt:UtcTime>2026-01-01T00:00:00Z</tt:UtcTime></tptz:PTZStatus></tptz:GetStatusResponse>";
  }
}
