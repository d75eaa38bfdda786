package org.gatehouse.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** An OpenID Connect provider, and what those may here whom it vouches for. */
@Describe("Logging in at an OpenID Connect provider; everybody logs in then.")
public record OidcConfig(
    @Describe("The provider's issuer, exactly as it calls itself, https://.") URI issuer,
    @Describe("How the provider knows this engine.") String clientId,
    @Describe("The client's secret, as env:NAME or file:PATH; left out for a public client.")
        @Nullable Secret clientSecret,
    @Describe("What is asked for; openid must be among it.") @Default("[openid, profile, email]")
        List<String> scopes,
    @Describe("Words of the button on the login page.") @Default("Single sign-on") String button,
    @Describe("Claim with the user's name; if it is missing, email, then sub.")
        @Default("preferred_username")
        String nameClaim,
    @Describe("Claim that says what somebody is; dots lead into it, as in realm_access.roles.")
        @Default("groups")
        String rolesClaim,
    @Describe("What the claim's values mean here; whoever has none of them gets in nowhere.")
        List<RoleGrant> roles,
    @Describe("Certificates by one of which the provider must be known, PEM.")
        @Nullable Path authority) {

  /** Copies the lists. */
  public OidcConfig {
    scopes = List.copyOf(scopes);
    roles = List.copyOf(roles);
  }

  /** What one value of the claim brings along. */
  @Describe("What one value of the claim brings along.")
  public record RoleGrant(
      @Describe("The value.") String value,
      @Describe("What whoever has it is here.") Role role,
      @Describe("Sites at which that holds; * for all.") @Default("['*']") List<String> sites,
      @Describe("Rights that come with no role.") @Default("[]") List<Right> rights) {
    /** Copies the lists. */
    public RoleGrant {
      sites = List.copyOf(sites);
      rights = List.copyOf(rights);
    }

    /** True if it holds at that site. */
    public boolean at(String site) {
      return sites.contains(site) || sites.contains(Account.ANY_SITE);
    }
  }
}
