package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.access.MemoryAccounts;
import org.gatehouse.server.access.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who guesses the site's access token by one request after the other. */
class TokenGuessTest {
  private static final String SITE = "a-long-token";
  private static final String PROGRAM = "secret of a program";

  @TempDir Path data;
  private final List<String> locked = new ArrayList<>();
  private ServedSite site;

  @BeforeEach
  void start() {
    MemoryAccounts store = new MemoryAccounts();
    Instant now = Instant.now();
    store.add(
        new ApiToken(
            "program",
            Tokens.hash(PROGRAM),
            null,
            Role.VIEWER,
            Set.of(Scope.EVENTS),
            Set.of(),
            "test",
            now,
            now.plusSeconds(3600)));
    site = new ServedSite(data, TestAccess.of(Secret.of(SITE), store, locked::add));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private HttpResponse<String> ask(String token) throws Exception {
    return site.get("api/v1/events", token);
  }

  @Test
  void tokens_manyThatAreWrong_areHeldOffAndToldThoughOneIsRight() throws Exception {
    for (int i = 0; i < 30; i++) {
      assertThat(ask("guess " + i).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> heldOff = ask(SITE);
    assertThat(heldOff.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(heldOff.headers().firstValue("Retry-After").orElse("")))
        .isBetween(1, 60);
    assertThat(locked).containsExactly("access token from 127.0.0.1");
    site.awaitNoted(line -> line.startsWith("login.locked by 127.0.0.1"));
    assertThat(ask(PROGRAM).statusCode()).as("nobody guesses that").isEqualTo(200);
    String command = site.parts().commandToken().reveal();
    assertThat(ask(command).statusCode()).as("nor that").isEqualTo(200);
  }

  @Test
  void token_theSameOldOneAgainAndAgain_locksNobodyOut() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(ask("an old one").statusCode()).isEqualTo(401);
    }
    assertThat(ask(SITE).statusCode()).isEqualTo(200);
    assertThat(locked).isEmpty();
  }
}
