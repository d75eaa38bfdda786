/**
 * Mutual TLS between an engine and workers on other machines. Start at {@link
 * org.gatehouse.analytics.protocol.tls.MutualTls}. Stateless but for what a connection holds; may
 * depend on {@code wire} and the contract.
 */
@NullMarked
package org.gatehouse.analytics.protocol.tls;

import org.jspecify.annotations.NullMarked;
