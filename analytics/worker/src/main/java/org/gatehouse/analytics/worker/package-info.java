/**
 * The analytics worker, a process of its own that the engine starts: takes access units, decodes
 * and analyses them lane by lane, tells what it found. FFmpeg, ONNX Runtime and OpenCV live here
 * and nowhere else. May depend on all packages of this module. Start at {@link
 * org.gatehouse.analytics.worker.Main}.
 */
@NullMarked
package org.gatehouse.analytics.worker;

import org.jspecify.annotations.NullMarked;
