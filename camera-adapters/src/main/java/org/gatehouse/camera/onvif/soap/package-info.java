/**
 * SOAP 1.2 over HTTP as ONVIF devices speak it (ONVIF Core §5), with their two ways of logging in:
 * WS-UsernameToken in the device's time, and HTTP Digest. Calls block, within a deadline each.
 * Depends on the xml package and on rtsp.auth. Start at {@link
 * org.gatehouse.camera.onvif.soap.SoapCaller}.
 */
@NullMarked
package org.gatehouse.camera.onvif.soap;

import org.jspecify.annotations.NullMarked;
