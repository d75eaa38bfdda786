package org.gatehouse.camera.onvif.barrier;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.onvif.OnvifDevice;
import org.gatehouse.camera.onvif.RelayService;
import org.gatehouse.camera.onvif.RelayService.Mode;
import org.gatehouse.camera.onvif.RelayService.Output;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Sets a camera's relay output: monostable for a pulse, so that the camera itself ends it, bistable
 * to hold. A camera that refuses the password is asked no more, or it would lock the account; one
 * that had taken it is asked once more, for its clock may have changed. One thread at a time.
 */
final class OnvifBarrier implements BarrierDriver {
  /** Cameras are not asked all the time how they are. */
  private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final OnvifBarrierConfig config;
  private final SoapClient client;
  private final Ticker ticker;
  private @Nullable OnvifDevice device;
  private @Nullable Output output;
  private long askedNanos;

  /** The camera took the password, and has not refused it since. */
  private boolean proven;

  private @Nullable String refusal;

  OnvifBarrier(OnvifBarrierConfig config, SoapClient client, Ticker ticker) {
    this.config = config;
    this.client = client;
    this.ticker = ticker;
  }

  @Override
  public BarrierAnswer tell(BarrierOrder order, Runnable sent) throws InterruptedException {
    if (refusal != null) {
      return new BarrierAnswer.Failed(refusal);
    }
    boolean asked = false;
    try {
      Output now = known();
      RelayService relays = connected().relays();
      switch (order.action()) {
        case OPEN -> configure(relays, now, Mode.MONOSTABLE, order.pulse());
        case HOLD -> configure(relays, now, Mode.BISTABLE, Duration.ZERO);
        case CLOSE -> {
          // It falls back as it is.
        }
      }
      asked = true;
      relays.set(now.token(), order.action() != BarrierAction.CLOSE);
      proven = true;
      // Nothing tells earlier that it left.
      sent.run();
      return new BarrierAnswer.Done();
    } catch (OnvifException e) {
      return failed(e, asked);
    } catch (IOException e) {
      return new BarrierAnswer.Failed(String.valueOf(e.getMessage()));
    }
  }

  private BarrierAnswer failed(OnvifException e, boolean asked) {
    String why = why(e);
    boolean surely =
        !asked
            || switch (e.fault().kind()) {
              case UNAUTHORIZED, NOT_FOUND, UNREACHABLE -> true;
              default -> false;
            };
    return surely ? new BarrierAnswer.Failed(why) : new BarrierAnswer.Silent(why);
  }

  /** What is wrong; what was known of the camera counts no more. */
  private String why(OnvifException e) {
    device = null;
    output = null;
    String why = e.fault().step() + ": " + e.fault().seen();
    if (e.unauthorized() && proven) {
      // Connecting anew reads its clock, which goes into what is shown of the password.
      proven = false;
      return why;
    }
    if (e.unauthorized()) {
      refusal =
          "the camera refuses the password, and is not asked again, so that it does not lock the account; correct it and restart the engine";
      return refusal;
    }
    return why;
  }

  private void configure(RelayService relays, Output now, Mode wanted, Duration pulse)
      throws OnvifException, InterruptedException {
    String delay = pulse.toString();
    if (now.mode() != wanted
        || now.idleOpen() != config.idleOpen()
        || (wanted == Mode.MONOSTABLE && !now.delay().equals(delay))) {
      relays.configure(now.token(), wanted, pulse, config.idleOpen());
      output = new Output(now.token(), wanted, delay, config.idleOpen());
    }
  }

  private OnvifDevice connected() throws OnvifException, InterruptedException {
    OnvifDevice now = device;
    if (now == null) {
      String user = config.username();
      Secret password = config.password();
      Credentials login =
          user == null ? null : new Credentials(user, password == null ? Secret.of("") : password);
      now = OnvifDevice.connect(client, config.url(), login);
      device = now;
    }
    return now;
  }

  private Output known() throws IOException, OnvifException, InterruptedException {
    Output now = output;
    return now == null ? look() : now;
  }

  private Output look() throws IOException, OnvifException, InterruptedException {
    List<Output> outputs = connected().relays().outputs();
    proven = true;
    for (Output each : outputs) {
      if (config.output() == null || each.token().equals(config.output())) {
        output = each;
        return each;
      }
    }
    throw new IOException(
        outputs.isEmpty()
            ? "the camera has no relay output"
            : "the camera has no relay output %s; it has %s"
                .formatted(config.output(), outputs.stream().map(Output::token).toList()));
  }

  /** ONVIF tells that the output is there, and not how it stands. */
  @Override
  public BarrierState state() throws IOException, InterruptedException {
    if (refusal != null) {
      throw new IOException(refusal);
    }
    if (output != null && ticker.nanos() - askedNanos < ASK_NANOS) {
      return BarrierState.UNKNOWN;
    }
    try {
      look();
      askedNanos = ticker.nanos();
      return BarrierState.UNKNOWN;
    } catch (OnvifException e) {
      throw new IOException(why(e), e);
    }
  }

  @Override
  public boolean hasLoop() {
    return false;
  }

  @Override
  public void close() {
    client.close();
  }
}
