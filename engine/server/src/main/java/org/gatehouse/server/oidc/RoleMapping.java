package org.gatehouse.server.oidc;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.server.config.OidcConfig.RoleGrant;
import org.jspecify.annotations.Nullable;

/** What values of the claim mean at this site. Immutable. */
final class RoleMapping {
  /** No user of the engine may have a colon in the name: nobody is taken for one. */
  static final String PREFIX = "oidc:";

  private final List<RoleGrant> grants;
  private final String site;

  RoleMapping(List<RoleGrant> grants, String site) {
    this.grants = grants.stream().filter(grant -> grant.at(site)).toList();
    this.site = site;
  }

  /**
   * Somebody with the highest role of all their values, and the rights of each.
   *
   * @return null if none of the values means anything here
   */
  @Nullable Account account(String name, List<String> values, Instant now) {
    Role highest = null;
    Set<Right> rights = EnumSet.noneOf(Right.class);
    for (RoleGrant grant : grants) {
      if (values.contains(grant.value())) {
        highest = highest == null || grant.role().covers(highest) ? grant.role() : highest;
        rights.addAll(grant.rights());
      }
    }
    return highest == null
        ? null
        : new Account(
            PREFIX + name, null, true, new TreeMap<>(Map.of(site, highest)), rights, 0, now);
  }
}
