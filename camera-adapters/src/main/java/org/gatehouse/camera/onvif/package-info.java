/**
 * Client of ONVIF devices, Profiles S and T: a small class for each service, records for what they
 * tell. Calls block, on virtual threads where many devices are asked at once. Depends on the xml
 * and soap packages. Start at {@link org.gatehouse.camera.onvif.OnvifDevice}.
 */
@NullMarked
package org.gatehouse.camera.onvif;

import org.jspecify.annotations.NullMarked;
