/**
 * The verb {@code lists}: vehicles from sheets, and what the lists say of a plate. Start at {@link
 * org.gatehouse.server.cli.lists.ListsCommand}.
 */
@NullMarked
package org.gatehouse.server.cli.lists;

import org.jspecify.annotations.NullMarked;
