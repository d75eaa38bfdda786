package org.gatehouse.camera.simulator.onvif;

import static org.gatehouse.camera.onvif.xml.XmlText.escape;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The device service and DeviceIO. Owned by the event loop. */
final class DeviceAnswers implements SimulatedOnvifDevice.AnswerBook {
  static final String PATH = "/onvif/device_service";
  private static final String NTP =
      "<tds:GetNTPResponse><tds:NTPInformation><tt:FromDHCP>false</tt:FromDHCP><tt:NTPManual>"
          + "<tt:Type>IPv4</tt:Type><tt:IPv4Address>10.9.8.7</tt:IPv4Address></tt:NTPManual>"
          + "</tds:NTPInformation></tds:GetNTPResponse>";

  private final OnvifScript script;
  private final Supplier<Instant> time;
  private String relayState = "inactive";
  private String relayMode = "Bistable";
  private String relayDelay = "PT0S";
  private String relayIdle = "open";

  DeviceAnswers(OnvifScript script, Supplier<Instant> time) {
    this.script = script;
    this.time = time;
  }

  @Override
  public @Nullable String answer(Asked asked) {
    return switch (asked.name()) {
      case "GetSystemDateAndTime" -> clock();
      case "GetDeviceInformation" -> information();
      case "GetServices" -> script.has(OnvifFault.NO_GET_SERVICES) ? null : services(asked);
      case "GetCapabilities" -> capabilities(asked);
      case "GetHostname" -> element("GetHostname", "HostnameInformation", "Name", script.name());
      case "GetScopes" ->
          element(
              "GetScopes", "Scopes", "ScopeItem", "onvif://www.onvif.org/name/" + script.name());
      case "GetNTP" -> NTP;
      case "GetRelayOutputs" -> relays();
      case "SetRelayOutputState" -> setState(asked);
      case "SetRelayOutputSettings" -> setMode(asked);
      case "GetDigitalInputs" ->
          "<tmd:GetDigitalInputsResponse><tmd:DigitalInputs token=\"in1\"/>"
              + "</tmd:GetDigitalInputsResponse>";
      default -> null;
    };
  }

  private static String element(String operation, String outer, String inner, String text) {
    return "<tds:%1$sResponse><tds:%2$s><tt:%3$s>%4$s</tt:%3$s></tds:%2$s></tds:%1$sResponse>"
        .formatted(operation, outer, inner, escape(text));
  }

  private String information() {
    return "<tds:GetDeviceInformationResponse><tds:Manufacturer>Gatehouse</tds:Manufacturer>"
        + "<tds:Model>Simulated</tds:Model><tds:FirmwareVersion>1.0</tds:FirmwareVersion>"
        + "<tds:SerialNumber>"
        + escape(script.name())
        + "</tds:SerialNumber><tds:HardwareId>S1</tds:HardwareId>"
        + "</tds:GetDeviceInformationResponse>";
  }

  private String clock() {
    ZonedDateTime now = SimulatedOnvifDevice.told(script, time.get()).atZone(ZoneOffset.UTC);
    String utc = script.has(OnvifFault.NO_UTC) ? "" : moment("UTCDateTime", now);
    return "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>"
        + "<tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>"
        + "<tt:TimeZone><tt:TZ>CST-8</tt:TZ></tt:TimeZone>"
        + utc
        + moment("LocalDateTime", now.withZoneSameInstant(ZoneOffset.ofHours(8)))
        + "</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>";
  }

  private static String moment(String name, ZonedDateTime at) {
    return ("<tt:%1$s><tt:Time><tt:Hour>%2$d</tt:Hour><tt:Minute>%3$d</tt:Minute>"
            + "<tt:Second>%4$d</tt:Second></tt:Time><tt:Date><tt:Year>%5$d</tt:Year>"
            + "<tt:Month>%6$d</tt:Month><tt:Day>%7$d</tt:Day></tt:Date></tt:%1$s>")
        .formatted(
            name,
            at.getHour(),
            at.getMinute(),
            at.getSecond(),
            at.getYear(),
            at.getMonthValue(),
            at.getDayOfMonth());
  }

  private Map<String, String> offered() {
    Map<String, String> offered = new LinkedHashMap<>();
    offered.put("ver10/device/wsdl", "Device");
    if (!script.has(OnvifFault.UNNAMED_MEDIA)) {
      offered.put("ver10/media/wsdl", "Media");
      offered.put("ver20/media/wsdl", "Media2");
    }
    if (!script.has(OnvifFault.NO_PTZ)) {
      offered.put("ver20/ptz/wsdl", "PTZ");
    }
    if (!script.has(OnvifFault.NO_EVENTS)) {
      offered.put("ver10/events/wsdl", "Events");
    }
    offered.put("ver20/imaging/wsdl", "Imaging");
    offered.put("ver10/deviceIO/wsdl", "DeviceIO");
    return offered;
  }

  private String address(Asked asked, String word) {
    String base = script.has(OnvifFault.BAD_ADDRESSES) ? "http://192.0.2.77:81" : asked.base();
    return base + (word.equals("Device") ? PATH : "/onvif/" + word);
  }

  private String services(Asked asked) {
    StringBuilder out = new StringBuilder("<tds:GetServicesResponse>");
    offered()
        .forEach(
            (space, word) ->
                out.append("<tds:Service><tds:Namespace>http://www.onvif.org/")
                    .append(space)
                    .append("</tds:Namespace><tds:XAddr>")
                    .append(address(asked, word))
                    .append("</tds:XAddr><tds:Version><tt:Major>2</tt:Major>")
                    .append("<tt:Minor>60</tt:Minor></tds:Version></tds:Service>"));
    return out.append("</tds:GetServicesResponse>").toString();
  }

  private String capabilities(Asked asked) {
    StringBuilder out = new StringBuilder("<tds:GetCapabilitiesResponse><tds:Capabilities>");
    offered()
        .forEach(
            (space, word) -> {
              if (!word.equals("DeviceIO") && !word.equals("Media2")) {
                out.append(
                    "<tt:%1$s><tt:XAddr>%2$s</tt:XAddr></tt:%1$s>"
                        .formatted(word, address(asked, word)));
              }
            });
    out.append("<tt:Extension><tt:DeviceIO><tt:XAddr>").append(address(asked, "DeviceIO"));
    return out.append("</tt:XAddr></tt:DeviceIO></tt:Extension></tds:Capabilities>")
        .append("</tds:GetCapabilitiesResponse>")
        .toString();
  }

  private String relays() {
    return "<tds:GetRelayOutputsResponse><tds:RelayOutputs token=\"relay1\"><tt:Properties><tt:Mode>"
        + relayMode
        + "</tt:Mode><tt:DelayTime>"
        + relayDelay
        + "</tt:DelayTime><tt:IdleState>"
        + relayIdle
        + "</tt:IdleState></tt:Properties></tds:RelayOutputs></tds:GetRelayOutputsResponse>";
  }

  private String setState(Asked asked) {
    relayState = asked.text("LogicalState");
    return "<tds:SetRelayOutputStateResponse/><!-- " + escape(relayState) + " -->";
  }

  private String setMode(Asked asked) {
    relayMode = escape(asked.text("Properties", "Mode"));
    relayDelay = escape(asked.text("Properties", "DelayTime"));
    relayIdle = escape(asked.text("Properties", "IdleState"));
    return "<tds:SetRelayOutputSettingsResponse/>";
  }
}
