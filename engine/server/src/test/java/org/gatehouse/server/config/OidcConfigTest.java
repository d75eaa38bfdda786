package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.config.OidcConfig.RoleGrant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OidcConfigTest {
  @TempDir private Path folder;

  private ServerConfig read(String oidc) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("site.yaml"),
            "site: a\nserver: { bind: 0.0.0.0, oidc: " + oidc + " }\n");
    Plugins plugins = new Plugins(Map.of(), Map.of());
    return new SiteFile(plugins, Map.of("OIDC", "s3cret")::get).read(file).server();
  }

  @Test
  void read_everyKey_becomesItsRecord() throws Exception {
    ServerConfig server =
        read(
            """
            { issuer: "https://id.example/town/", client-id: gate, client-secret: "env:OIDC",
              scopes: [openid, groups], button: Town hall, name-claim: email,
              roles-claim: realm_access.roles, authority: ca.pem, roles: [
              { value: chiefs, role: admin, sites: [a, b], rights: [export-unredacted] } ] }
            """
                .replaceAll("\\s+", " "));
    assertThat(server.oidc())
        .isEqualTo(
            new OidcConfig(
                URI.create("https://id.example/town/"),
                "gate",
                Secret.of("s3cret"),
                List.of("openid", "groups"),
                "Town hall",
                "email",
                "realm_access.roles",
                List.of(
                    new RoleGrant(
                        "chiefs", Role.ADMIN, List.of("a", "b"), List.of(Right.EXPORT_UNREDACTED))),
                folder.resolve("ca.pem")));
    assertThat(server.toString()).doesNotContain("s3cret");
  }

  /** Whoever is not logged in could otherwise do everything until there is a user. */
  @Test
  void read_fewKeys_takesDefaultsAndEverybodyLogsIn() throws Exception {
    ServerConfig server =
        read(
            "{ issuer: 'http://127.0.0.1:9', client-id: c, roles: [ { value: v, role: guard } ] }");
    OidcConfig oidc = Objects.requireNonNull(server.oidc());
    assertThat(oidc.scopes()).containsExactly("openid", "profile", "email");
    assertThat(oidc.clientSecret()).isNull();
    assertThat(oidc.roles().getFirst().at("anywhere")).isTrue();
    assertThat(server.login()).isEqualTo(LoginMode.OPTIONAL);
    assertThat(server.loginRequired()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer: 'http://id.example'|issuer: expected a URL with https://, or http:// to this machine",
        "issuer: 'ftp://127.0.0.1'|issuer: expected a URL with https://",
        "issuer: 'https://id.example/?a=b'|issuer: an issuer has neither ? nor #",
        "issuer: id.example|issuer: expected a URL, but saw 'id.example'",
        "issuer: 'https://h', scopes: [email]|scopes: 'openid' must be among them",
        "issuer: 'https://h', scopes: [openid, 'a b']|scopes: 'a b' can be no scope",
        "issuer: 'https://h', button: a1234567890123456789012345678901234567890123456789012345678901"
            + "|button: expected at most 60 characters",
        "issuer: 'https://h', roles: []|roles: nobody would get in",
        "issuer: 'https://h', roles: [{value: a, role: boss}]|role: expected viewer or guard",
        "issuer: 'https://h', roles: [{value: a, role: guard, sites: []}]|sites: it would hold nowhere",
        "issuer: 'https://h', client-secret: abc|client-secret: expected a secret as env:NAME",
        "issuer: 'https://h', client-secret: 'env:NONE'|environment variable NONE is not set",
        "issuer: 'https://h', isuer: a|did you mean 'issuer'?",
      })
  void read_mistake_saysWhichKeyAndWhatIsExpected(String keys, String told) {
    String roles = keys.contains("roles:") ? "" : ", roles: [ { value: v, role: guard } ]";
    assertThatThrownBy(() -> read("{ client-id: c, " + keys + roles + " }"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(told);
  }
}
