/**
 * Evidence: exports of recordings with a signed manifest, and the check of an export, which needs
 * neither an engine nor a configuration. Waits for the disk. Start at {@link
 * org.gatehouse.server.evidence.Exports} and {@link org.gatehouse.server.evidence.Verifier}.
 */
@NullMarked
package org.gatehouse.server.evidence;

import org.jspecify.annotations.NullMarked;
