/**
 * {@code gatehouse store}: what is kept where. Runs on the main thread. Start at {@link
 * org.gatehouse.server.cli.store.StoreCommand}.
 */
@NullMarked
package org.gatehouse.server.cli.store;

import org.jspecify.annotations.NullMarked;
