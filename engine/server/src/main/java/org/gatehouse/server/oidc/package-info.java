/**
 * Logging in at an OpenID Connect provider: authorization code with PKCE, what is checked of the
 * answer, and what the claims mean at this site. Rests on the Nimbus SDK, which no other package
 * sees; knows nothing of the engine's own HTTP interface. What asks the provider blocks its thread
 * for seconds. Start at {@link org.gatehouse.server.oidc.OidcLogin}.
 */
@NullMarked
package org.gatehouse.server.oidc;

import org.jspecify.annotations.NullMarked;
