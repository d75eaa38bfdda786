/** Ports to durable storage: the event log with its outbox, and the snapshot pictures. */
@NullMarked
package org.gatehouse.contract.storage;

import org.jspecify.annotations.NullMarked;
