/**
 * Durable storage on this machine: puts the backends together for the storage port. May depend on
 * the contract and on the backends below; called by the engine's start-up thread. Start at {@link
 * org.gatehouse.storage.LocalStorageProvider}.
 */
@NullMarked
package org.gatehouse.storage;

import org.jspecify.annotations.NullMarked;
