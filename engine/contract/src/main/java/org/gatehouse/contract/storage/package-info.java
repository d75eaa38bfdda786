/**
 * Ports to durable storage: the event log with its outbox, the snapshot pictures, and the recorded
 * segments.
 */
@NullMarked
package org.gatehouse.contract.storage;

import org.jspecify.annotations.NullMarked;
