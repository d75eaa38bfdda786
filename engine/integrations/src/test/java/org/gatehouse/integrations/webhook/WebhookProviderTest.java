package org.gatehouse.integrations.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.integrations.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookProviderTest {
  private final EventSinkProvider.Context context = Samples.context(new Samples.Pictures());

  private List<String> targets = List.of("127.0.0.1");

  private void create(String url, String secret) {
    new WebhookProvider()
        .create(
            "backend",
            new WebhookConfig(
                URI.create(url),
                Secret.of(secret),
                null,
                ContentMode.STRUCTURED,
                true,
                Duration.ofSeconds(10),
                targets,
                null,
                null,
                null),
            context)
        .close();
  }

  @Test
  void serviceLoader_findsIt() {
    List<String> types = new ArrayList<>();
    for (EventSinkProvider<?> provider : ServiceLoader.load(EventSinkProvider.class)) {
      types.add(provider.type());
    }
    assertThat(types).contains("webhook");
  }

  @Test
  void create_goodConfiguration_works() {
    create("https://backend.example/hook", Samples.SECRET_TEXT + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hunter2hunter2", "whsec_", "whsec_%%%", "whsec_c2hvcnQ="})
  void create_badSecret_saysWhatIsWantedAndNotTheSecret(String secret) {
    assertThatThrownBy(() -> create("http://127.0.0.1/hook", secret))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("destination backend: secret must be whsec_")
        .hasMessageContaining("openssl rand")
        .hasMessageNotContainingAny("hunter2", "%%%", "c2hvcnQ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host/x", "/hook", "http:///hook", "http://me:pw@host/hook"})
  void create_badUrl_isRefusedWithoutShowingIt(String url) {
    assertThatThrownBy(() -> create(url, Samples.SECRET_TEXT))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("destination backend: url must")
        .hasMessageNotContaining("pw");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/x",
        "http://10.1.2.3/x",
        "https://192.168.0.9:8443/x",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/x",
        "http://0.0.0.0/x",
        "http://[::1]/x",
        "http://[fd00::1]/x",
        "http://[::ffff:127.0.0.1]/x",
        "http://[64:ff9b::a00:1]/x"
      })
  void create_privateTargetThatIsNotListed_isRefused(String url) {
    targets = List.of();
    assertThatThrownBy(() -> create(url, Samples.SECRET_TEXT))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not a public address")
        .hasMessageContaining("private-targets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "backend.example", "10.0.0.0/-1", "10.0.0.0/x", ""})
  void create_rangeThatIsNone_saysWhatIsExpected(String range) {
    targets = List.of(range);
    assertThatThrownBy(() -> create("http://127.0.0.1/hook", Samples.SECRET_TEXT))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("private-targets: expected addresses such as 10.1.2.3");
  }
}
