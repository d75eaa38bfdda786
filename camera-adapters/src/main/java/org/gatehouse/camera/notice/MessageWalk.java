package org.gatehouse.camera.notice;

import java.util.function.Consumer;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.contract.camera.CameraNotice;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk through one document stands, and what it may look at there. Text is asked for inside
 * a topic element only, attributes of simple items only inside a message whose topic is on the
 * list. Not thread-safe.
 */
final class MessageWalk {
  private static final int OUTSIDE = -1;
  private static final int MAX_TOPIC = 256;

  private final long epochMicros;
  private final Consumer<CameraNotice> output;
  private final StringBuilder expression = new StringBuilder();

  private int depth;
  private int messageDepth = OUTSIDE;
  private int topicDepth = OUTSIDE;
  private int sourceDepth = OUTSIDE;
  private int dataDepth = OUTSIDE;
  private @Nullable NoticeTopic topic;
  private String source = "";
  private int sourceRank;
  private @Nullable Boolean active;

  MessageWalk(long epochMicros, Consumer<CameraNotice> output) {
    this.epochMicros = epochMicros;
    this.output = output;
  }

  /** An element begins; false if that is too deep. */
  boolean open(XMLStreamReader xml) {
    depth++;
    String name = xml.getLocalName();
    if (messageDepth == OUTSIDE) {
      if (name.equals("NotificationMessage")) {
        messageDepth = depth;
        forget();
      }
    } else if (topic == null) {
      if (name.equals("Topic") && depth == messageDepth + 1) {
        topicDepth = depth;
        expression.setLength(0);
      }
    } else {
      part(xml, name, topic);
    }
    return depth <= NoticeReader.MAX_DEPTH;
  }

  private void part(XMLStreamReader xml, String name, NoticeTopic known) {
    switch (name) {
      case "Source" -> sourceDepth = depth;
      case "Data" -> dataDepth = depth;
      case "SimpleItem" -> item(xml, known);
      default -> {}
    }
  }

  private void item(XMLStreamReader xml, NoticeTopic known) {
    String name = xml.getAttributeValue(null, "Name");
    if (name == null) {
      return;
    }
    if (depth == sourceDepth + 1 && known.sourceRank(name) > sourceRank) {
      sourceRank = known.sourceRank(name);
      source = value(xml);
    } else if (depth == dataDepth + 1 && known.isState(name)) {
      active = NoticeTopic.state(value(xml));
    }
  }

  private static String value(XMLStreamReader xml) {
    String value = xml.getAttributeValue(null, "Value");
    return value == null ? "" : value;
  }

  /** Text stands here. */
  void text(XMLStreamReader xml) {
    if (topicDepth == depth && expression.length() + xml.getTextLength() <= MAX_TOPIC) {
      expression.append(xml.getText());
    }
  }

  /** An element ends. */
  void close() {
    if (depth == topicDepth) {
      topic = NoticeTopic.of(expression.toString());
      topicDepth = OUTSIDE;
    } else if (depth == sourceDepth) {
      sourceDepth = OUTSIDE;
    } else if (depth == dataDepth) {
      dataDepth = OUTSIDE;
    } else if (depth == messageDepth) {
      tell();
      messageDepth = OUTSIDE;
    }
    depth--;
  }

  private void tell() {
    if (topic != null && active != null) {
      output.accept(topic.notice(source, active, epochMicros));
    }
    forget();
  }

  private void forget() {
    expression.setLength(0);
    topic = null;
    source = "";
    sourceRank = 0;
    active = null;
    sourceDepth = OUTSIDE;
    dataDepth = OUTSIDE;
    topicDepth = OUTSIDE;
  }
}
