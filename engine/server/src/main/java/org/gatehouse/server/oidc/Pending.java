package org.gatehouse.server.oidc;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;

/**
 * What is remembered of a login while somebody is at the provider.
 *
 * @param nonce the ID token must name it
 * @param verifier shows that who asks for the token is who asked for the login (RFC 7636)
 */
record Pending(LoginOrder order, Nonce nonce, CodeVerifier verifier) {}
