package org.gatehouse.camera.onvif.xml;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An element by its local name, with everything below it. Immutable.
 *
 * @param attributes by local name
 * @param text the text directly in it, without white space around it; the children's is theirs
 */
public record XmlElement(
    String name, Map<String, String> attributes, List<XmlElement> children, String text) {
  /** Copies the collections. */
  public XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /** The attribute's value, or an empty text. */
  public String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "").trim();
  }

  /** All children of that name. */
  public List<XmlElement> all(String child) {
    return children.stream().filter(c -> c.name.equals(child)).toList();
  }

  /** The first element at the end of that path of names, if there is one. */
  public @Nullable XmlElement first(String... path) {
    XmlElement at = this;
    for (String step : path) {
      at = at.child(step);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  private @Nullable XmlElement child(String child) {
    for (XmlElement candidate : children) {
      if (candidate.name.equals(child)) {
        return candidate;
      }
    }
    return null;
  }

  /** True if there is an element at the end of that path. */
  public boolean has(String... path) {
    return first(path) != null;
  }

  /** The text of the first element at the end of that path, or an empty text. */
  public String text(String... path) {
    XmlElement found = first(path);
    return found == null ? "" : found.text();
  }

  /** The number there, or {@code otherwise} if there is none that can be read. */
  public double number(double otherwise, String... path) {
    try {
      double value = Double.parseDouble(text(path));
      return Double.isFinite(value) ? value : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The whole number there, cut to the range of an int; 0 if there is none that can be read. */
  public int integer(String... path) {
    return (int) number(0, path);
  }

  /** True if {@code true} or {@code 1} stands there. */
  public boolean flag(String... path) {
    String value = text(path);
    return value.equals("1") || value.equalsIgnoreCase("true");
  }

  /** This element and all below it, in the order of their start tags. */
  public Stream<XmlElement> walk() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::walk));
  }

  /** The first element of that name at any depth, this one included. */
  public @Nullable XmlElement find(String wanted) {
    return walk().filter(e -> e.name.equals(wanted)).findFirst().orElse(null);
  }
}
