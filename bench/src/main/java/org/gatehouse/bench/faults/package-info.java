/**
 * Whether faults of cameras are found in time, harm no other camera and pass: each scripted fault
 * on some cameras of a fleet, judged from outside by what the engine tells over HTTP and by what
 * the cameras count. May depend on the bench's fleet and engine packages. Used by the command's
 * main thread. Start at {@link org.gatehouse.bench.faults.FaultsCommand}; what is done and expected
 * stands in {@link org.gatehouse.bench.faults.Script}.
 */
@NullMarked
package org.gatehouse.bench.faults;

import org.jspecify.annotations.NullMarked;
