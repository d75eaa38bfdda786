package org.gatehouse.camera.onvif;

import java.net.URI;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapCaller;
import org.gatehouse.camera.onvif.soap.SoapRequest;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlText;
import org.jspecify.annotations.Nullable;

/** ONVIF Imaging Service 2.0, the basics. Scales are the camera's own. */
public final class ImagingService {
  private final SoapCaller caller;
  private final URI service;

  ImagingService(SoapCaller caller, URI service) {
    this.caller = caller;
    this.service = service;
  }

  /**
   * How a video source is set; null for what the camera does not report, and for what is to be left
   * alone when setting.
   *
   * @param irCut ON, OFF or AUTO
   * @param exposure AUTO or MANUAL
   * @param focus AUTO or MANUAL
   */
  public record Settings(
      @Nullable Double brightness,
      @Nullable Double saturation,
      @Nullable Double contrast,
      @Nullable Double sharpness,
      @Nullable String irCut,
      @Nullable String exposure,
      @Nullable String focus) {
    static Settings read(XmlElement told) {
      return new Settings(
          number(told, "Brightness"),
          number(told, "ColorSaturation"),
          number(told, "Contrast"),
          number(told, "Sharpness"),
          word(told, "IrCutFilter"),
          word(told, "Exposure", "Mode"),
          word(told, "Focus", "AutoFocusMode"));
    }

    /** In the order of the schema, which some cameras insist on. */
    String xml() {
      return element("Brightness", brightness)
          + element("ColorSaturation", saturation)
          + element("Contrast", contrast)
          + (exposure == null ? "" : "<tt:Exposure>" + element("Mode", exposure) + "</tt:Exposure>")
          + (focus == null ? "" : "<tt:Focus>" + element("AutoFocusMode", focus) + "</tt:Focus>")
          + element("IrCutFilter", irCut)
          + element("Sharpness", sharpness);
    }

    private static @Nullable Double number(XmlElement told, String name) {
      double value = told.number(Double.NaN, name);
      return Double.isNaN(value) ? null : value;
    }

    private static @Nullable String word(XmlElement told, String... path) {
      String value = XmlText.plain(told.text(path));
      return value.isEmpty() ? null : value;
    }

    private static String element(String name, @Nullable Object value) {
      return value == null
          ? ""
          : "<tt:" + name + ">" + XmlText.escape(value.toString()) + "</tt:" + name + ">";
    }
  }

  /** How that video source is set. */
  public Settings settings(String source) throws OnvifException, InterruptedException {
    XmlElement told = ask("GetImagingSettings", token(source)).first("ImagingSettings");
    if (told == null) {
      throw caller.notOffered("GetImagingSettings", "imaging settings for source " + source);
    }
    return Settings.read(told);
  }

  /** Sets what is not null; it stays so after a restart. */
  public void set(String source, Settings wanted) throws OnvifException, InterruptedException {
    ask(
        "SetImagingSettings",
        token(source)
            + "<ImagingSettings>"
            + wanted.xml()
            + "</ImagingSettings><ForcePersistence>true</ForcePersistence>");
  }

  private static String token(String source) {
    return "<VideoSourceToken>" + XmlText.escape(source) + "</VideoSourceToken>";
  }

  private XmlElement ask(String operation, String inner)
      throws OnvifException, InterruptedException {
    return caller.call(service, SoapRequest.of(ServiceKind.IMAGING.namespace(), operation, inner));
  }
}
