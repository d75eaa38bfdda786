package org.gatehouse.camera.notice;

import java.io.ByteArrayInputStream;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.contract.camera.CameraNotice;

/**
 * Finds {@code wsnt:NotificationMessage} elements (OASIS WS-BaseNotification §4.2) anywhere in an
 * XML document and reads those whose topic is on the list:
 *
 * <pre>{@code
 * <wsnt:NotificationMessage>
 *   <wsnt:Topic>tns1:RuleEngine/CellMotionDetector/Motion</wsnt:Topic>
 *   <wsnt:Message>
 *     <tt:Message UtcTime="..." PropertyOperation="Changed">
 *       <tt:Source><tt:SimpleItem Name="Rule" Value="Gate"/></tt:Source>
 *       <tt:Data><tt:SimpleItem Name="IsMotion" Value="true"/></tt:Data>
 * }</pre>
 *
 * <p>The text and attributes of everything else are never asked for. Document types and entities
 * are off; size, depth and attributes are bounded. Not thread-safe.
 */
public final class NoticeReader {
  /** Longer documents are not read. */
  public static final int MAX_DOCUMENT = 256 * 1024;

  static final int MAX_DEPTH = 48;
  private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";

  private final XMLInputFactory factory = factory();

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(LIMITS + "maxElementDepth", Integer.toString(MAX_DEPTH + 1));
    factory.setProperty(LIMITS + "elementAttributeLimit", "64");
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing outside the document is read");
        });
    return factory;
  }

  /**
   * Reads one document.
   *
   * @param epochMicros server time of its arrival, for the notices
   * @param output takes each notice as it is complete
   * @return false if the document is too long, too deep or broken; notices before the break were
   *     told. Why is not said, so that nothing of the document gets into a log.
   */
  public boolean read(
      byte[] document, int from, int length, long epochMicros, Consumer<CameraNotice> output) {
    if (length > MAX_DOCUMENT) {
      return false;
    }
    try {
      XMLStreamReader xml =
          factory.createXMLStreamReader(new ByteArrayInputStream(document, from, length));
      try {
        return walk(xml, epochMicros, output);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException | RuntimeException e) {
      // The JDK's reader is known to throw unchecked exceptions over some broken documents.
      return false;
    }
  }

  private static boolean walk(XMLStreamReader xml, long epochMicros, Consumer<CameraNotice> output)
      throws XMLStreamException {
    MessageWalk message = new MessageWalk(epochMicros, output);
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (!message.open(xml)) {
          return false;
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        message.close();
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        message.text(xml);
      } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        return false;
      }
    }
    return true;
  }
}
