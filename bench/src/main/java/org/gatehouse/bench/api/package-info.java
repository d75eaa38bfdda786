/**
 * {@code bench api}: searches for plates among millions of reads, what deletions cost writers, and
 * requests against the contract that must be refused. May depend on the storage port to fill and to
 * write, and on the engine's process; the contract is what the running engine serves. Used by the
 * command's main thread. Start at {@link org.gatehouse.bench.api.ApiCommand}.
 */
@NullMarked
package org.gatehouse.bench.api;

import org.jspecify.annotations.NullMarked;
