/**
 * A small reader of XML from devices that cannot be trusted: no DTD, no entities but the five of
 * XML, limits on size, depth and count; elements are known by local name, because the same answer
 * comes in other namespaces, with undeclared prefixes or none. Pure. Start at {@link
 * org.gatehouse.camera.onvif.xml.XmlReader}.
 */
@NullMarked
package org.gatehouse.camera.onvif.xml;

import org.jspecify.annotations.NullMarked;
