package org.gatehouse.camera.onvif.barrier;

import java.time.Duration;
import java.util.Locale;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierProvider;
import org.gatehouse.contract.time.Ticker;

/** Makes drivers of cameras' relay outputs; found by ServiceLoader. */
public final class OnvifBarrierProvider implements BarrierProvider<OnvifBarrierConfig> {
  @Override
  public String type() {
    return "onvif";
  }

  @Override
  public Class<OnvifBarrierConfig> configType() {
    return OnvifBarrierConfig.class;
  }

  @Override
  public BarrierDriver create(String name, OnvifBarrierConfig config, Duration timeout) {
    String scheme = String.valueOf(config.url().getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?")
        || config.url().getHost() == null
        || config.url().getUserInfo() != null) {
      throw new ConfigException(
          "barrier %s: url must be http://… or https://… without user and password"
              .formatted(name));
    }
    if (config.password() != null && config.username() == null) {
      throw new ConfigException("barrier %s: there is a password, but no username".formatted(name));
    }
    OnvifSettings settings =
        new OnvifSettings(timeout, timeout, config.trustAnyCertificate(), Ticker.system());
    return new OnvifBarrier(config, new SoapClient(settings), Ticker.system());
  }
}
