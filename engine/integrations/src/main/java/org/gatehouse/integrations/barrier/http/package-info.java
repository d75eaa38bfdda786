/**
 * Barriers behind a relay that is told by HTTP requests. Depends on the contract and the TLS
 * package; one thread at a time. Start at {@link
 * org.gatehouse.integrations.barrier.http.HttpRelayProvider}.
 */
@NullMarked
package org.gatehouse.integrations.barrier.http;

import org.jspecify.annotations.NullMarked;
