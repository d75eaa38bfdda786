/**
 * Plain files under the data folder: recorded segments, pictures of events, what cameras said to
 * credentials, and the lock that keeps a second engine out. Depends on the contract only; the
 * caller's thread does the work. Start at {@link org.gatehouse.storage.filesystem.SegmentFiles} and
 * {@link org.gatehouse.storage.filesystem.SnapshotFiles}.
 */
@NullMarked
package org.gatehouse.storage.filesystem;

import org.jspecify.annotations.NullMarked;
