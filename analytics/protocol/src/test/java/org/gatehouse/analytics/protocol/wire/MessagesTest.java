package org.gatehouse.analytics.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.Set;
import org.gatehouse.analytics.messages.Face;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.messages.StreamParameters;
import org.gatehouse.analytics.messages.WorkerProto;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.VideoCodec;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.gatehouse.contract.vision.PlateCharacter;
import org.gatehouse.contract.vision.PlateRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
  private static final StreamId STREAM = StreamId.main(new CameraId("gate"));

  @ParameterizedTest
  @EnumSource(Direction.class)
  void passage_thereAndBack_isTheSame(Direction direction) throws Exception {
    PassageReport report =
        new PassageReport(
            STREAM, "f", "p", Stage.DECIDED, 1, 2, 3, plate(), direction, bytes(4), bytes(5));
    PassageReport back =
        ReportMessages.fromMessage(
            STREAM,
            org.gatehouse.analytics.messages.Passage.parseFrom(
                ReportMessages.toMessage(7, report).toByteArray()));
    assertThat(back).usingRecursiveComparison().isEqualTo(report);
  }

  @Test
  void face_thereAndBack_isTheSame() throws Exception {
    FaceReport report = new FaceReport(STREAM, "f", 1, 2, 3, bytes(9));
    FaceReport back =
        ReportMessages.fromMessage(
            STREAM, Face.parseFrom(ReportMessages.toMessage(7, report).toByteArray()));
    assertThat(back).usingRecursiveComparison().isEqualTo(report);
  }

  @ParameterizedTest
  @EnumSource(VideoCodec.class)
  void accessUnit_thereAndBack_isTheSame(VideoCodec codec) throws Exception {
    ParameterSets parameters = new ParameterSets(codec, bytes(24), bytes(10), bytes(4), 1280, 720);
    AccessUnit unit = new AccessUnit(parameters, 5, -6, true, 2, bytes(100));
    MediaUnit message =
        MediaUnit.parseFrom(MediaMessages.toMessage(3, 8, unit, true).toByteArray());
    assertThat(MediaMessages.fromMessage(message.getParameters())).isEqualTo(parameters);
    assertThat(MediaMessages.fromMessage(message, parameters))
        .usingRecursiveComparison()
        .isEqualTo(unit);
    assertThat(MediaMessages.toMessage(3, 8, unit, false).hasParameters()).isFalse();
  }

  @Test
  void parameters_ofACodecThatIsNotKnown_areRefused() {
    StreamParameters message = StreamParameters.newBuilder().setCodecValue(99).build();
    assertThatThrownBy(() -> MediaMessages.fromMessage(message))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("codec");
  }

  @Test
  void face_fields_areTheseAndNoOthers() {
    assertThat(Face.getDescriptor().getFields())
        .extracting(FieldDescriptor::getName)
        .containsExactly(
            "lane", "id", "start_micros", "captured_micros", "end_micros", "crop_jpeg");
  }

  @Test
  void messages_haveNoListOfNumbers() {
    Set<FieldDescriptor.JavaType> numbers =
        Set.of(
            FieldDescriptor.JavaType.INT,
            FieldDescriptor.JavaType.LONG,
            FieldDescriptor.JavaType.FLOAT,
            FieldDescriptor.JavaType.DOUBLE);
    List<Descriptor> all = WorkerProto.getDescriptor().getMessageTypes();
    assertThat(all).isNotEmpty();
    assertThat(all.stream().flatMap(message -> message.getFields().stream()))
        .noneMatch(field -> field.isRepeated() && numbers.contains(field.getJavaType()));
  }

  static PlateRead plate() {
    return new PlateRead(
        "川A113YP",
        0.9,
        "CN",
        "standard",
        List.of(
            new PlateCharacter("川", 0.8, List.of(new PlateCharacter.Alternative("苏", 0.2))),
            new PlateCharacter("A", 1, List.of())),
        new BoundingBox(0.1, 0.2, 0.3, 0.4),
        12);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 7 + length);
    }
    return bytes;
  }
}
