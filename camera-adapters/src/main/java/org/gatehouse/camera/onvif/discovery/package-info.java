/**
 * WS-Discovery 1.0 (2005/04) as ONVIF cameras speak it. Pure so far: texts out, answers in. Depends
 * on the xml package. Start at {@link org.gatehouse.camera.onvif.discovery.ProbeMatches}.
 */
@NullMarked
package org.gatehouse.camera.onvif.discovery;

import org.jspecify.annotations.NullMarked;
