/**
 * What destinations share of TLS: PEM files as the JDK wants them. Depends on the contract only.
 * Read once, at the start. Start at {@link org.gatehouse.integrations.tls.TlsParts}.
 */
@NullMarked
package org.gatehouse.integrations.tls;

import org.jspecify.annotations.NullMarked;
