/**
 * The key of a site, which says of exports and of the audit log that they are what the engine
 * wrote; hashes and keys as text. Start at {@link org.gatehouse.server.sitekey.SiteKey}.
 */
@NullMarked
package org.gatehouse.server.sitekey;

import org.jspecify.annotations.NullMarked;
