/**
 * The site's configuration as immutable records, how the file becomes them, and what must hold
 * between its parts. Plain values; whoever starts the engine reads the file once. The mechanics of
 * reading are in {@link org.gatehouse.server.config.bind}. Start at {@link
 * org.gatehouse.server.config.SiteFile}.
 */
@NullMarked
package org.gatehouse.server.config;

import org.jspecify.annotations.NullMarked;
