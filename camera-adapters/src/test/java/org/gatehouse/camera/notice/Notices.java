package org.gatehouse.camera.notice;

import java.util.List;

/** Notification messages as cameras write them. */
public final class Notices {
  /** The topic that cameras send most. */
  public static final String MOTION = "tns1:RuleEngine/CellMotionDetector/Motion";

  /** Words of {@link #withScene} that must appear nowhere. */
  public static final List<String> SCENE_WORDS =
      List.of("HumanFace", "Female", "Blond", "B-AD 4711", "Hat", "0.87", "Appearance", "ObjectId");

  private Notices() {}

  /** One NotificationMessage element. */
  public static String message(
      String topic, String sourceItem, String source, String stateItem, String state) {
    return """
        <wsnt:NotificationMessage xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"
            xmlns:tt="http://www.onvif.org/ver10/schema"
            xmlns:tns1="http://www.onvif.org/ver10/topics">
          <wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">
            %s</wsnt:Topic>
          <wsnt:Message>
            <tt:Message UtcTime="2024-05-06T07:08:09.123Z" PropertyOperation="Changed">
              <tt:Source><tt:SimpleItem Name="%s" Value="%s"/></tt:Source>
              <tt:Data><tt:SimpleItem Name="%s" Value="%s"/></tt:Data>
            </tt:Message>
          </wsnt:Message>
        </wsnt:NotificationMessage>
        """
        .formatted(topic, sourceItem, source, stateItem, state);
  }

  /** A metadata stream's document around messages. */
  public static String stream(String messages) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <tt:MetadataStream xmlns:tt="http://www.onvif.org/ver10/schema">
        <tt:Event>%s</tt:Event></tt:MetadataStream>
        """
        .formatted(messages)
        .strip();
  }

  /**
   * A document that says much of what was seen besides: where the boundary of this product runs,
   * none of it may come through.
   */
  public static String withScene(String messages) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <tt:MetadataStream xmlns:tt="http://www.onvif.org/ver10/schema"
            xmlns:fc="http://www.onvif.org/ver20/analytics/humanface"
            xmlns:bd="http://www.onvif.org/ver20/analytics/humanbody">
        <tt:VideoAnalytics><tt:Frame UtcTime="2024-05-06T07:08:09.123Z">
          <tt:Object ObjectId="12"><tt:Appearance>
            <tt:Class><tt:Type Likelihood="0.87">Human</tt:Type></tt:Class>
            <tt:HumanFace><fc:Gender>Female</fc:Gender>
              <fc:Hair><fc:Color>Blond</fc:Color></fc:Hair>
              <fc:Accessory><fc:Hat><fc:Wear>true</fc:Wear></fc:Hat></fc:Accessory></tt:HumanFace>
            <tt:LicensePlateInfo><tt:PlateNumber Likelihood="0.87">B-AD 4711</tt:PlateNumber>
            </tt:LicensePlateInfo>
          </tt:Appearance></tt:Object>
        </tt:Frame></tt:VideoAnalytics>
        <tt:Event>
        <wsnt:NotificationMessage xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2">
          <wsnt:Topic>tns1:RuleEngine/Recognition/HumanFace</wsnt:Topic>
          <wsnt:Message><tt:Message>
            <tt:Source><tt:SimpleItem Name="Rule" Value="HumanFace"/></tt:Source>
            <tt:Data><tt:SimpleItem Name="State" Value="true"/>
              <tt:SimpleItem Name="Gender" Value="Female"/></tt:Data>
          </tt:Message></wsnt:Message>
        </wsnt:NotificationMessage>
        %s</tt:Event></tt:MetadataStream>
        """
        .formatted(messages)
        .strip();
  }
}
