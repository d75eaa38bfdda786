package org.gatehouse.camera.simulator.onvif;

import static org.gatehouse.camera.onvif.xml.XmlText.escape;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** Picture settings of the one source. Owned by the event loop. */
final class ImagingAnswers implements SimulatedOnvifDevice.AnswerBook {
  private final Map<String, String> values = new LinkedHashMap<>();

  ImagingAnswers() {
    values.put("Brightness", "50");
    values.put("ColorSaturation", "50");
    values.put("Contrast", "50");
    values.put("IrCutFilter", "AUTO");
    values.put("Sharpness", "50");
  }

  @Override
  public @Nullable String answer(Asked asked) {
    return switch (asked.name()) {
      case "GetImagingSettings" -> told();
      case "SetImagingSettings" -> set(asked);
      default -> null;
    };
  }

  private String told() {
    StringBuilder out =
        new StringBuilder("<timg:GetImagingSettingsResponse><timg:ImagingSettings>");
    values.forEach(
        (name, value) -> out.append("<tt:%1$s>%2$s</tt:%1$s>".formatted(name, escape(value))));
    return out.append("</timg:ImagingSettings></timg:GetImagingSettingsResponse>").toString();
  }

  private String set(Asked asked) {
    XmlElement wanted = asked.operation().first("ImagingSettings");
    if (wanted != null) {
      wanted.children().forEach(e -> values.computeIfPresent(e.name(), (name, old) -> e.text()));
    }
    return "<timg:SetImagingSettingsResponse/>";
  }
}
