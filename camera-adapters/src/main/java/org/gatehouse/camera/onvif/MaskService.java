package org.gatehouse.camera.onvif;

import java.net.URI;
import java.util.List;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapCaller;
import org.gatehouse.camera.onvif.soap.SoapRequest;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlText;

/** Privacy masks by Media2 §5.11: what a mask covers never leaves the camera. */
public final class MaskService {
  private final SoapCaller caller;
  private final URI service;

  MaskService(SoapCaller caller, URI service) {
    this.caller = caller;
    this.service = service;
  }

  /** A corner; -1 to 1, right and up. */
  public record Point(double x, double y) {}

  /**
   * A mask.
   *
   * @param token empty for one to be created
   * @param sourceConfiguration the configuration of the video source it lies over
   */
  public record Mask(
      String token, String sourceConfiguration, List<Point> polygon, boolean enabled) {
    /** Copies the list. */
    public Mask {
      polygon = List.copyOf(polygon);
    }

    private static Mask read(XmlElement told) {
      XmlElement polygon = told.first("Polygon");
      List<Point> points =
          polygon == null
              ? List.of()
              : polygon.all("Point").stream()
                  .map(p -> new Point(number(p.attribute("x")), number(p.attribute("y"))))
                  .toList();
      return new Mask(
          told.attribute("token"), told.text("ConfigurationToken"), points, told.flag("Enabled"));
    }

    private String xml() {
      StringBuilder out = new StringBuilder("<Mask");
      if (!token.isEmpty()) {
        out.append(" token=\"").append(XmlText.escape(token)).append('"');
      }
      out.append("><ConfigurationToken>").append(XmlText.escape(sourceConfiguration));
      out.append("</ConfigurationToken><Polygon>");
      for (Point p : polygon) {
        out.append("<tt:Point x=\"%s\" y=\"%s\"/>".formatted(p.x(), p.y()));
      }
      out.append("</Polygon><Type>Color</Type><Enabled>").append(enabled);
      return out.append("</Enabled></Mask>").toString();
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** All masks over that source. */
  public List<Mask> masks(String sourceConfiguration) throws OnvifException, InterruptedException {
    String inner =
        "<ConfigurationToken>" + XmlText.escape(sourceConfiguration) + "</ConfigurationToken>";
    return ask("GetMasks", inner).all("Masks").stream().map(Mask::read).toList();
  }

  /** Adds a mask; gives its token. */
  public String create(Mask mask) throws OnvifException, InterruptedException {
    return ask("CreateMask", mask.xml()).text("Token");
  }

  /** Changes a mask. */
  public void set(Mask mask) throws OnvifException, InterruptedException {
    ask("SetMask", mask.xml());
  }

  /** Takes a mask away. */
  public void delete(String token) throws OnvifException, InterruptedException {
    ask("DeleteMask", "<Token>" + XmlText.escape(token) + "</Token>");
  }

  private XmlElement ask(String operation, String inner)
      throws OnvifException, InterruptedException {
    return caller.call(service, SoapRequest.of(ServiceKind.MEDIA2.namespace(), operation, inner));
  }
}
