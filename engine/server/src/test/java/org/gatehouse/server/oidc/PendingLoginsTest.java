package org.gatehouse.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

class PendingLoginsTest {
  private final PendingLogins logins = new PendingLogins(Ticker.system());

  private PendingLogins.Keys begin(String address) {
    LoginOrder order = new LoginOrder(URI.create("http://h/"), "/", "duty", address);
    return logins.begin(new Pending(order, new Nonce(), new CodeVerifier()));
  }

  private boolean ends(PendingLogins.Keys keys) {
    return logins.end(keys.state(), keys.browser()) != null;
  }

  @Test
  void begin_manyOfOneAddress_costItsOwnOnly() {
    PendingLogins.Keys others = begin("192.0.2.1");
    PendingLogins.Keys first = begin("192.0.2.2");
    PendingLogins.Keys second = begin("192.0.2.2");
    for (int i = 1; i < PendingLogins.MOST_OF_ADDRESS; i++) {
      begin("192.0.2.2");
    }
    assertThat(ends(first)).isFalse();
    assertThat(ends(second)).isTrue();
    assertThat(ends(others)).isTrue();
  }

  @Test
  void begin_manyOfManyAddresses_costTheOldest() {
    PendingLogins.Keys oldest = begin("192.0.2.1");
    PendingLogins.Keys next = begin("192.0.2.1");
    for (int i = 1; i < PendingLogins.MOST; i++) {
      begin("address " + i);
    }
    assertThat(ends(oldest)).isFalse();
    assertThat(ends(next)).isTrue();
  }
}
