package org.gatehouse.camera.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapCaller;
import org.gatehouse.camera.onvif.soap.SoapRequest;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlText;
import org.jspecify.annotations.Nullable;

/** Relay outputs, which open barriers, and digital inputs. */
public final class RelayService {
  private static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";

  private final SoapCaller caller;
  private final URI device;
  private final @Nullable URI inputs;

  RelayService(SoapCaller caller, URI device, @Nullable URI inputs) {
    this.caller = caller;
    this.device = device;
    this.inputs = inputs;
  }

  /** How an output behaves. */
  public enum Mode {
    /** Falls back by itself after its delay. */
    MONOSTABLE("Monostable"),
    /** Stays until told otherwise. */
    BISTABLE("Bistable");

    private final String word;

    Mode(String word) {
      this.word = word;
    }
  }

  /**
   * An output.
   *
   * @param delay after which a monostable one falls back, as the camera writes it: {@code PT1S}
   * @param idleOpen whether the contact is open when idle
   */
  public record Output(String token, Mode mode, String delay, boolean idleOpen) {
    private static Output read(XmlElement told) {
      boolean two = told.text("Properties", "Mode").equalsIgnoreCase("Bistable");
      return new Output(
          told.attribute("token"),
          two ? Mode.BISTABLE : Mode.MONOSTABLE,
          XmlText.plain(told.text("Properties", "DelayTime")),
          told.text("Properties", "IdleState").equalsIgnoreCase("open"));
    }
  }

  /** GetRelayOutputs. */
  public List<Output> outputs() throws OnvifException, InterruptedException {
    return ask("GetRelayOutputs", "").all("RelayOutputs").stream().map(Output::read).toList();
  }

  /** SetRelayOutputState. */
  public void set(String token, boolean active) throws OnvifException, InterruptedException {
    ask(
        "SetRelayOutputState",
        token(token) + "<LogicalState>" + (active ? "active" : "inactive") + "</LogicalState>");
  }

  /** SetRelayOutputSettings; the delay counts for monostable ones. */
  public void configure(String token, Mode mode, Duration delay, boolean idleOpen)
      throws OnvifException, InterruptedException {
    ask(
        "SetRelayOutputSettings",
        token(token)
            + "<Properties><tt:Mode>"
            + mode.word
            + "</tt:Mode><tt:DelayTime>"
            + delay
            + "</tt:DelayTime><tt:IdleState>"
            + (idleOpen ? "open" : "closed")
            + "</tt:IdleState></Properties>");
  }

  /** GetDigitalInputs: their tokens. */
  public List<String> inputs() throws OnvifException, InterruptedException {
    URI service = inputs;
    if (service == null) {
      throw caller.notOffered("GetDigitalInputs", "DeviceIO service");
    }
    SoapRequest request = SoapRequest.of(ServiceKind.DEVICE_IO.namespace(), "GetDigitalInputs", "");
    return caller.call(service, request).all("DigitalInputs").stream()
        .map(input -> input.attribute("token"))
        .toList();
  }

  private static String token(String token) {
    return "<RelayOutputToken>" + XmlText.escape(token) + "</RelayOutputToken>";
  }

  private XmlElement ask(String operation, String inner)
      throws OnvifException, InterruptedException {
    return caller.call(device, SoapRequest.of(DEVICE, operation, inner));
  }
}
