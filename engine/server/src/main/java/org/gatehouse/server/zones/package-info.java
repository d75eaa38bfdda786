/**
 * What is drawn on cameras' pictures: read and saved in {@code site.d/zones}, every state kept. May
 * use the configuration and the files of {@code onboard}. Calls wait for the disk and for one
 * another. Start at {@link org.gatehouse.server.zones.ZoneDesk}.
 */
@NullMarked
package org.gatehouse.server.zones;

import org.jspecify.annotations.NullMarked;
