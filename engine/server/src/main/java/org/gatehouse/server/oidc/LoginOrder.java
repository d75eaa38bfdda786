package org.gatehouse.server.oidc;

import java.net.URI;

/**
 * A login that somebody wants.
 *
 * @param callback where the provider sends them back to
 * @param back path of the page that they are to see then
 * @param purpose why they see personal data
 * @param address they ask from
 */
public record LoginOrder(URI callback, String back, String purpose, String address) {}
