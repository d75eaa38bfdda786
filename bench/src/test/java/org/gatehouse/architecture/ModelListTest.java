package org.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.analytics.worker.inference.AllowedModel;
import org.gatehouse.analytics.worker.inference.ModelAllowList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The models that may run, written down a second time: adding one, or changing one for another,
 * means changing this list in a review.
 */
class ModelListTest {
  /** One fixed vector for a picture is what tells people apart; shorter ones say classes. */
  private static final long LONGEST_VECTOR = 16;

  static List<AllowedModel> models() {
    return ModelAllowList.all();
  }

  @Test
  void allowList_isThis() {
    assertThat(ModelAllowList.all())
        .extracting(model -> model.sha256() + " " + model.outputs())
        .containsExactlyInAnyOrder(
            // PP-OCRv4 text detector: a map of the picture.
            "d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9"
                + " [[-1, 1, -1, -1]]",
            // PP-OCRv4 text recogniser: a character for each step.
            "01963c554a1a00203c5746bca5306fc05a1278a014495383ddd935d0d2ac0415"
                + " [[-1, -1, 6625]]",
            // Our own head on it: scores of plate characters for each step.
            "804918ad21063ca8c9c0514156c3e5c04c3f175aaaf2db4701576dda463c9b36" + " [[-1, 78, -1]]",
            // BlazeFace: a score, a box and six points for each anchor.
            "427cbbe0fc41448d09e1dc9cfabe2423d997cf2faaeab91fadd09a510b63b8e2"
                + " [[1, 512, 1], [1, 384, 1], [1, 512, 16], [1, 384, 16]]");
  }

  @ParameterizedTest
  @MethodSource("models")
  void outputs_areNoDescriptionOfAPerson(AllowedModel model) {
    assertThat(model.outputs()).isNotEmpty().noneMatch(ModelListTest::describesTheWholePicture);
  }

  @Test
  void describesTheWholePicture_isSeen() {
    assertThat(describesTheWholePicture(List.of(1L, 128L))).isTrue();
    assertThat(describesTheWholePicture(List.of(-1L, 512L))).isTrue();
    assertThat(describesTheWholePicture(List.of(1L, 512L, 1L, 1L))).isTrue();
    assertThat(describesTheWholePicture(List.of(1L, -1L))).isTrue();
  }

  /** All but one dimension are 1 (or the batch), and that one is long or free. */
  private static boolean describesTheWholePicture(List<Long> shape) {
    List<Long> wide = shape.subList(1, shape.size()).stream().filter(n -> n != 1).toList();
    return wide.size() == 1
        && (wide.getFirst() < 0 || wide.getFirst() > LONGEST_VECTOR)
        && !isPerAnchor(shape);
  }

  /** One number for each place where a face may be, as the face detector's scores are. */
  private static boolean isPerAnchor(List<Long> shape) {
    return shape.equals(List.of(1L, 512L, 1L)) || shape.equals(List.of(1L, 384L, 1L));
  }
}
