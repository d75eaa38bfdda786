package org.gatehouse.camera.onvif.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/** An element whose end tag was not read yet. Owned by one call of the reader. */
final class OpenElement {
  private final String name;
  private final Map<String, String> attributes = new HashMap<>();
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private OpenElement(String name) {
    this.name = name;
  }

  static OpenElement at(XMLStreamReader in) {
    OpenElement element = new OpenElement(localName(in));
    for (int i = 0; i < in.getAttributeCount(); i++) {
      element.attributes.putIfAbsent(local(in.getAttributeLocalName(i)), in.getAttributeValue(i));
    }
    return element;
  }

  static String localName(XMLStreamReader in) {
    return local(in.getLocalName());
  }

  /** Behind the prefix, declared or not. */
  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  void add(XmlElement child) {
    children.add(child);
  }

  void add(String piece) {
    text.append(piece);
  }

  XmlElement close() {
    return new XmlElement(name, attributes, children, text.toString().trim());
  }
}
