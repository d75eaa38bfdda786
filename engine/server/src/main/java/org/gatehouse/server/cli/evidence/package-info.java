/**
 * {@code gatehouse export} and {@code gatehouse evidence}. Export asks the running engine by its
 * HTTP interface; evidence needs none. Start at {@link
 * org.gatehouse.server.cli.evidence.ExportCommand}.
 */
@NullMarked
package org.gatehouse.server.cli.evidence;

import org.jspecify.annotations.NullMarked;
