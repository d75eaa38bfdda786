package org.gatehouse.camera.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapCaller;
import org.gatehouse.camera.onvif.soap.SoapRequest;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlText;

/** ONVIF PTZ Service 2.0: moves, presets, where it looks. Coordinates are generic, -1 to 1. */
public final class PtzService {
  private final SoapCaller caller;
  private final URI service;

  PtzService(SoapCaller caller, URI service) {
    this.caller = caller;
    this.service = service;
  }

  /** Right, up and in; speeds or places. */
  public record Vector(double pan, double tilt, double zoom) {
    private String xml() {
      return "<tt:PanTilt x=\"%s\" y=\"%s\"/><tt:Zoom x=\"%s\"/>".formatted(pan, tilt, zoom);
    }
  }

  /** A place with a name. */
  public record Preset(String token, String name) {}

  /** Where it looks, and whether it moves. */
  public record Status(Vector position, boolean moving) {}

  /** Moves at those speeds until stopped, or until the camera itself stops after that time. */
  public void move(String profile, Vector speed, Duration atMost)
      throws OnvifException, InterruptedException {
    ask(
        "ContinuousMove",
        token(profile)
            + "<Velocity>"
            + speed.xml()
            + "</Velocity><Timeout>"
            + atMost
            + "</Timeout>");
  }

  /** Stops turning and zooming. */
  public void stop(String profile) throws OnvifException, InterruptedException {
    ask("Stop", token(profile) + "<PanTilt>true</PanTilt><Zoom>true</Zoom>");
  }

  /** Moves to a place. */
  public void moveTo(String profile, Vector place) throws OnvifException, InterruptedException {
    ask("AbsoluteMove", token(profile) + "<Position>" + place.xml() + "</Position>");
  }

  /** All presets. */
  public List<Preset> presets(String profile) throws OnvifException, InterruptedException {
    return ask("GetPresets", token(profile)).all("Preset").stream()
        .map(p -> new Preset(p.attribute("token"), XmlText.plain(p.text("Name"))))
        .toList();
  }

  /** Moves to a preset. */
  public void goTo(String profile, String preset) throws OnvifException, InterruptedException {
    ask("GotoPreset", token(profile) + preset(preset));
  }

  /** Keeps where it looks under a name; gives the preset's token. */
  public String keep(String profile, String name) throws OnvifException, InterruptedException {
    String inner = token(profile) + "<PresetName>" + XmlText.escape(name) + "</PresetName>";
    return ask("SetPreset", inner).text("PresetToken");
  }

  /** Forgets a preset. */
  public void forget(String profile, String preset) throws OnvifException, InterruptedException {
    ask("RemovePreset", token(profile) + preset(preset));
  }

  /** Where it looks now. */
  public Status status(String profile) throws OnvifException, InterruptedException {
    XmlElement answer = ask("GetStatus", token(profile));
    XmlElement turn = answer.first("PTZStatus", "Position", "PanTilt");
    XmlElement zoom = answer.first("PTZStatus", "Position", "Zoom");
    boolean moving =
        answer.text("PTZStatus", "MoveStatus", "PanTilt").equals("MOVING")
            || answer.text("PTZStatus", "MoveStatus", "Zoom").equals("MOVING");
    Vector at =
        new Vector(
            turn == null ? 0 : number(turn.attribute("x")),
            turn == null ? 0 : number(turn.attribute("y")),
            zoom == null ? 0 : number(zoom.attribute("x")));
    return new Status(at, moving);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String token(String profile) {
    return "<ProfileToken>" + XmlText.escape(profile) + "</ProfileToken>";
  }

  private static String preset(String preset) {
    return "<PresetToken>" + XmlText.escape(preset) + "</PresetToken>";
  }

  private XmlElement ask(String operation, String inner)
      throws OnvifException, InterruptedException {
    return caller.call(service, SoapRequest.of(ServiceKind.PTZ.namespace(), operation, inner));
  }
}
