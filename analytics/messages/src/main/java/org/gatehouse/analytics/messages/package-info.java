/**
 * The messages between engine and analytics worker, generated from {@code worker.proto}, where each
 * is explained. Immutable values; depends on the protobuf runtime only.
 */
@NullMarked
package org.gatehouse.analytics.messages;

import org.jspecify.annotations.NullMarked;
