package org.gatehouse.camera.simulator.onvif;

import static org.gatehouse.camera.onvif.xml.XmlText.escape;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** Media and Media2 with two profiles and any number of masks. Owned by the event loop. */
final class MediaAnswers implements SimulatedOnvifDevice.AnswerBook {
  private final OnvifScript script;
  private final Map<String, String> masks = new LinkedHashMap<>();
  private int masksMade;

  MediaAnswers(OnvifScript script) {
    this.script = script;
  }

  @Override
  public @Nullable String answer(Asked asked) {
    boolean second = asked.path().endsWith("/Media2");
    return switch (asked.name()) {
      case "GetProfiles" -> second ? second() : first();
      case "GetVideoSources" ->
          "<trt:GetVideoSourcesResponse><trt:VideoSources token=\"source\">"
              + "<tt:Framerate>25</tt:Framerate><tt:Resolution><tt:Width>1920</tt:Width>"
              + "<tt:Height>1080</tt:Height></tt:Resolution></trt:VideoSources>"
              + "</trt:GetVideoSourcesResponse>";
      case "GetStreamUri" -> uri(asked, second, stream(asked));
      case "GetSnapshotUri" ->
          uri(asked, second, reached(asked) + "/snapshot?profile=" + asked.text("ProfileToken"));
      case "GetMasks" ->
          "<tr2:GetMasksResponse>" + String.join("", masks.values()) + "</tr2:GetMasksResponse>";
      case "CreateMask" -> create(asked);
      case "SetMask" -> set(asked);
      case "DeleteMask" -> delete(asked);
      default -> null;
    };
  }

  private String reached(Asked asked) {
    return script.has(OnvifFault.BAD_ADDRESSES) ? "http://192.0.2.77:81" : asked.base();
  }

  private String stream(Asked asked) {
    String sub = asked.text("ProfileToken").equals("sub") ? "?sub" : "";
    String told = script.streamUri() + sub;
    return script.has(OnvifFault.BAD_ADDRESSES)
        ? told.replaceFirst("//[^:/]+", "//192.0.2.77")
        : told;
  }

  private static String uri(Asked asked, boolean second, String uri) {
    String name = asked.name() + "Response";
    return second
        ? "<tr2:%1$s><tr2:Uri>%2$s</tr2:Uri></tr2:%1$s>".formatted(name, escape(uri))
        : ("<trt:%1$s><trt:MediaUri><tt:Uri>%2$s</tt:Uri><tt:InvalidAfterConnect>false"
                + "</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot>"
                + "<tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:%1$s>")
            .formatted(name, escape(uri));
  }

  private static String first() {
    return "<trt:GetProfilesResponse>"
        + first("main", "H264", 1920, 1080, 4096)
        + first("sub", "H264", 640, 360, 512)
        + "</trt:GetProfilesResponse>";
  }

  private static String first(String token, String codec, int width, int height, int kbit) {
    return ("<trt:Profiles token=\"%1$s\" fixed=\"true\"><tt:Name>%1$s</tt:Name>"
            + "<tt:VideoSourceConfiguration token=\"view\"><tt:Name>view</tt:Name>"
            + "<tt:UseCount>2</tt:UseCount><tt:SourceToken>source</tt:SourceToken>"
            + "<tt:Bounds x=\"0\" y=\"0\" width=\"1920\" height=\"1080\"/>"
            + "</tt:VideoSourceConfiguration><tt:VideoEncoderConfiguration token=\"%1$s\">"
            + "<tt:Name>%1$s</tt:Name><tt:UseCount>1</tt:UseCount>%2$s"
            + "</tt:VideoEncoderConfiguration><tt:PTZConfiguration token=\"ptz\">"
            + "<tt:Name>ptz</tt:Name><tt:UseCount>2</tt:UseCount><tt:NodeToken>node</tt:NodeToken>"
            + "</tt:PTZConfiguration></trt:Profiles>")
        .formatted(token, encoder(codec, width, height, kbit));
  }

  private static String encoder(String codec, int width, int height, int kbit) {
    return ("<tt:Encoding>%s</tt:Encoding><tt:Resolution><tt:Width>%d</tt:Width>"
            + "<tt:Height>%d</tt:Height></tt:Resolution><tt:Quality>5</tt:Quality>"
            + "<tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit>"
            + "<tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>%d</tt:BitrateLimit>"
            + "</tt:RateControl>")
        .formatted(codec, width, height, kbit);
  }

  private static String second() {
    return "<tr2:GetProfilesResponse>"
        + second("main", "H265", 1920, 1080, 4096)
        + second("sub", "H264", 640, 360, 512)
        + "</tr2:GetProfilesResponse>";
  }

  private static String second(String token, String codec, int width, int height, int kbit) {
    return ("<tr2:Profiles token=\"%1$s\" fixed=\"true\"><tr2:Name>%1$s</tr2:Name>"
            + "<tr2:Configurations><tr2:VideoSource token=\"view\"><tt:Name>view</tt:Name>"
            + "<tt:UseCount>2</tt:UseCount><tt:SourceToken>source</tt:SourceToken>"
            + "<tt:Bounds x=\"0\" y=\"0\" width=\"1920\" height=\"1080\"/></tr2:VideoSource>"
            + "<tr2:VideoEncoder token=\"%1$s\"><tt:Name>%1$s</tt:Name><tt:UseCount>1</tt:UseCount>"
            + "%2$s</tr2:VideoEncoder><tr2:PTZ token=\"ptz\"><tt:Name>ptz</tt:Name>"
            + "<tt:UseCount>2</tt:UseCount><tt:NodeToken>node</tt:NodeToken></tr2:PTZ>"
            + "</tr2:Configurations></tr2:Profiles>")
        .formatted(token, encoder(codec, width, height, kbit));
  }

  private String create(Asked asked) {
    masksMade++;
    String token = "mask" + masksMade;
    put(token, asked);
    return "<tr2:CreateMaskResponse><tr2:Token>" + token + "</tr2:Token></tr2:CreateMaskResponse>";
  }

  private @Nullable String set(Asked asked) {
    XmlElement mask = asked.operation().first("Mask");
    String token = mask == null ? "" : mask.attribute("token");
    if (!masks.containsKey(token)) {
      return null;
    }
    put(token, asked);
    return "<tr2:SetMaskResponse/>";
  }

  private @Nullable String delete(Asked asked) {
    return masks.remove(asked.text("Token")) == null ? null : "<tr2:DeleteMaskResponse/>";
  }

  private void put(String token, Asked asked) {
    StringBuilder out =
        new StringBuilder("<tr2:Masks token=\"" + token + "\"><tr2:ConfigurationToken>");
    out.append(escape(asked.text("Mask", "ConfigurationToken")))
        .append("</tr2:ConfigurationToken><tr2:Polygon>");
    asked
        .operation()
        .walk()
        .filter(e -> e.name().equals("Point"))
        .forEach(
            p ->
                out.append(
                    "<tt:Point x=\"%s\" y=\"%s\"/>"
                        .formatted(escape(p.attribute("x")), escape(p.attribute("y")))));
    out.append("</tr2:Polygon><tr2:Type>Color</tr2:Type><tr2:Enabled>");
    out.append(escape(asked.text("Mask", "Enabled"))).append("</tr2:Enabled></tr2:Masks>");
    masks.put(token, out.toString());
  }
}
