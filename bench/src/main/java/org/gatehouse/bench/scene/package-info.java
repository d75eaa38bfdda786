/**
 * Draws what the demo's cameras see: two vehicle lanes, a pedestrian gate, a street. Everything
 * comes from a seed and from outlines of the pinned fonts; nobody who lives is drawn. May depend on
 * Java2D (headless, without the JDK's font manager), FontBox and {@code bench.media}. One thread
 * renders one camera. Start at {@link org.gatehouse.bench.scene.Scene}.
 */
@NullMarked
package org.gatehouse.bench.scene;

import org.jspecify.annotations.NullMarked;
