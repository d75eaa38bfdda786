package org.gatehouse.camera.onvif.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLResolver;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a whole document into elements, within limits. Thread-safe. */
public final class XmlReader {
  /** Bytes of a document, at most. */
  public static final int MAX_BYTES = 1024 * 1024;

  /** Elements within each other, at most. */
  public static final int MAX_DEPTH = 64;

  private static final int MAX_ELEMENTS = 20_000;
  private static final XMLInputFactory FACTORY = factory();

  private XmlReader() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(refuse());
    return factory;
  }

  private static XMLResolver refuse() {
    return (publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("no outside text is read");
    };
  }

  /** Reads all of a document. */
  public static XmlElement read(byte[] document) throws XmlFormatException {
    return read(document, Set.of());
  }

  /**
   * Reads a document but for some parts.
   *
   * @param unread local names of elements that are left out with all that is in them
   */
  public static XmlElement read(byte[] document, Set<String> unread) throws XmlFormatException {
    if (document.length > MAX_BYTES) {
      throw new XmlFormatException("a document of more than " + MAX_BYTES + " bytes");
    }
    String text = XmlBytes.decode(document);
    if (text.isEmpty()) {
      throw new XmlFormatException("no XML element in " + document.length + " bytes");
    }
    return parse(text, unread);
  }

  // The JDK's parser answers some broken documents with a RuntimeException of its own.
  private static XmlElement parse(String text, Set<String> unread) throws XmlFormatException {
    @Nullable XMLStreamReader in = null;
    try {
      in = FACTORY.createXMLStreamReader(new StringReader(text));
      return build(in, unread);
    } catch (XMLStreamException | RuntimeException e) {
      throw new XmlFormatException("no well-formed XML" + place(e));
    } finally {
      close(in);
    }
  }

  private static String place(Exception e) {
    if (e instanceof XMLStreamException at && at.getLocation() != null) {
      return ", line " + at.getLocation().getLineNumber();
    }
    return "";
  }

  private static XmlElement build(XMLStreamReader in, Set<String> unread)
      throws XMLStreamException, XmlFormatException {
    Deque<OpenElement> open = new ArrayDeque<>();
    int elements = 0;
    int skipping = 0;
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          elements++;
          check(elements, open.size() + skipping);
          if (skipping > 0 || (!open.isEmpty() && unread.contains(OpenElement.localName(in)))) {
            skipping++;
          } else {
            open.push(OpenElement.at(in));
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (skipping > 0) {
            skipping--;
          } else {
            XmlElement done = open.pop().close();
            if (open.isEmpty()) {
              return done;
            }
            open.element().add(done);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (skipping == 0 && !open.isEmpty()) {
            open.element().add(in.getText());
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XmlFormatException("a document type or entity, which is not let in");
        default -> {
          // Comments and processing instructions say nothing to us.
        }
      }
    }
    throw new XmlFormatException("no XML element");
  }

  private static void check(int elements, int depth) throws XmlFormatException {
    if (elements > MAX_ELEMENTS) {
      throw new XmlFormatException("more than " + MAX_ELEMENTS + " elements");
    }
    if (depth >= MAX_DEPTH) {
      throw new XmlFormatException("more than " + MAX_DEPTH + " elements within each other");
    }
  }

  private static void close(@Nullable XMLStreamReader in) {
    if (in != null) {
      try {
        in.close();
      } catch (XMLStreamException e) {
        // Nothing is held open: it read from memory.
      }
    }
  }
}
