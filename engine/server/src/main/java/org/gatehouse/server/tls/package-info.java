/**
 * The certificate that the engine serves with: one's own, or one that it makes for itself. Start at
 * {@link org.gatehouse.server.tls.ServerCertificate}.
 */
@NullMarked
package org.gatehouse.server.tls;

import org.jspecify.annotations.NullMarked;
