/**
 * WS-Discovery 1.0 (2005/04) as ONVIF cameras speak it. Searches block, many addresses at a time on
 * virtual threads; reading answers is pure. Depends on the xml and soap packages. Start at {@link
 * org.gatehouse.camera.onvif.discovery.Discovery}.
 */
@NullMarked
package org.gatehouse.camera.onvif.discovery;

import org.jspecify.annotations.NullMarked;
