/**
 * Ports to durable storage: the event log with its outbox, the snapshot pictures, the recorded
 * segments, and what cameras said to credentials.
 */
@NullMarked
package org.gatehouse.contract.storage;

import org.jspecify.annotations.NullMarked;
