package org.gatehouse.camera.onvif.xml;

/** What was read is no XML, or more of it than is let in. The message quotes none of it. */
public final class XmlFormatException extends Exception {
  private static final long serialVersionUID = 1;

  /** Says what is wrong. */
  public XmlFormatException(String message) {
    super(message);
  }
}
