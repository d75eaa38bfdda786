/**
 * {@code gatehouse demo}: the farm, the engine and a receiver, each a process or a server of its
 * own, and the judgement of what came out. May depend on the bench's other packages. The main
 * thread drives; the receiver's threads print. Start at {@link
 * org.gatehouse.bench.demo.DemoCommand}.
 */
@NullMarked
package org.gatehouse.bench.demo;

import org.jspecify.annotations.NullMarked;
