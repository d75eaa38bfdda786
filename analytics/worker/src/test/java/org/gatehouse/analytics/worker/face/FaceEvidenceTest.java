package org.gatehouse.analytics.worker.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gatehouse.analytics.worker.tracking.Box;
import org.junit.jupiter.api.Test;

/** What several looks at one picture of 1280x720 make of it, without the network. */
class FaceEvidenceTest {
  private static final Box PICTURE = new Box(0, 0, 1280, 720);

  @Test
  void of_faceThatOneLookAloneSees_isLessSureThanOneThatAllSee() {
    double alone =
        FaceEvidence.of(List.of(tile(0, face(300, 300, 150, 0.9)), tile(200)), List.of())
            .getFirst()
            .score();
    double agreed =
        FaceEvidence.of(
                List.of(tile(0, face(300, 300, 150, 0.9)), tile(200, face(300, 300, 150, 0.9))),
                List.of())
            .getFirst()
            .score();
    assertThat(agreed).isCloseTo(0.9, within(1e-6));
    assertThat(alone).isLessThan(0.75);
  }

  @Test
  void of_lookThatCannotSeeItWell_doesNotSpeakAgainstIt() {
    List<PartLook> looks = List.of(tile(0, face(640, 300, 150, 0.9)), tile(660));
    assertThat(FaceEvidence.of(looks, List.of()).getFirst().score()).isCloseTo(0.9, within(1e-6));
  }

  @Test
  void of_smallFaceInAFineLookOnly_isTold() {
    List<Face> faces =
        FaceEvidence.of(List.of(tile(0)), List.of(fine(0, 0, face(100, 100, 45, 0.9))));
    assertThat(faces).hasSize(1);
    assertThat(faces.getFirst().box().height()).isEqualTo(45);
    assertThat(faces.getFirst().score()).isBetween(0.8, 0.9);
  }

  @Test
  void of_partOfALargeFaceInAFineLook_isNoFaceOfItsOwn() {
    List<Face> faces =
        FaceEvidence.of(
            List.of(tile(0, face(200, 200, 300, 0.9))),
            List.of(fine(0, 0, face(180, 180, 90, 0.95))));
    assertThat(faces).hasSize(1);
    assertThat(faces.getFirst().box().height()).isEqualTo(300);
  }

  @Test
  void of_faceThatTheEdgeOfAPartCuts_isTakenFromTheNeighbour() {
    List<Face> faces =
        FaceEvidence.of(
            List.of(tile(0, face(680, 300, 79, 0.8)), tile(560, face(690, 300, 110, 0.9))),
            List.of());
    assertThat(faces).hasSize(1);
    assertThat(faces.getFirst().box().width()).isEqualTo(110);
  }

  @Test
  void mirrored_points_changeTheirSides() {
    double[] x = {10, 30, 20, 21, 5, 35};
    Face face = new Face(new Box(0, 0, 40, 40), 0.5, x, new double[6]);
    Face mirrored = face.mirrored(256);
    assertThat(mirrored.box().x()).isEqualTo(216);
    assertThat(mirrored.pointsX()).containsExactly(226, 246, 236, 235, 221, 251);
    assertThat(mirrored.mirrored(256)).usingRecursiveComparison().isEqualTo(face);
  }

  private static PartLook tile(double x, Face... faces) {
    return new PartLook(new Box(x, 0, 720, 720), PICTURE, 256 / 720.0, List.of(faces));
  }

  private static PartLook fine(double x, double y, Face... faces) {
    return new PartLook(new Box(x, y, 360, 360), PICTURE, 256 / 360.0, List.of(faces));
  }

  private static Face face(double x, double y, double side, double score) {
    return new Face(Box.around(x, y, side, side), score, new double[6], new double[6]);
  }
}
