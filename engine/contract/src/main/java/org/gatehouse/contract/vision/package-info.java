/**
 * The port to analytics: lanes are opened on streams, passages and face snapshots come back. A
 * closed set on purpose: plates of vehicles and one best face picture of each person passing;
 * nothing here says who anybody is. Start at {@link org.gatehouse.contract.vision.AnalyticsPort}.
 */
@NullMarked
package org.gatehouse.contract.vision;

import org.jspecify.annotations.NullMarked;
