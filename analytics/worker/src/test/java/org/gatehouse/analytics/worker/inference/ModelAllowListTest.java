package org.gatehouse.analytics.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.util.List;
import org.gatehouse.contract.config.ConfigException;
import org.junit.jupiter.api.Test;

class ModelAllowListTest {
  private static final OnnxModel.RunsOn PROCESSOR =
      new OnnxModel.RunsOn(OrtEnvironment.getEnvironment(), 1, Accelerator.CPU);

  @Test
  void load_allModels_haveTheAllowedHashesAndShapes() {
    try (ModelSet models = ModelSet.load(1)) {
      assertThat(models.all().stream().map(OnnxModel::allowed).flatMap(AllowedModel::parts))
          .isEqualTo(ModelAllowList.all());
      assertThat(models.plateKeys()).hasSize(6623);
    }
  }

  @Test
  void all_outputs_areBoxesOrCharactersButNoVectorOfAPerson() {
    for (AllowedModel model : ModelAllowList.all()) {
      for (List<Long> shape : model.outputs()) {
        long last = shape.getLast();
        assertThat(last == -1 || last <= 16 || last == 6625).as(model.name()).isTrue();
      }
    }
  }

  @Test
  void verify_otherBytes_isRefusedWithNameBothHashesAndAWayOut() {
    assertThatThrownBy(() -> ModelFile.verify("X", new byte[] {1}, "Maven a:b:1", "00ff"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("model X")
        .hasMessageContaining("00ff")
        .hasMessageContaining(ModelFile.sha256(new byte[] {1}))
        .hasMessageContaining("Maven a:b:1");
  }

  @Test
  void load_absentFile_isRefused() {
    AllowedModel absent = new AllowedModel("X", "models/none.onnx", "npm x@1", "00", List.of());
    assertThatThrownBy(() -> OnnxModel.load(absent, PROCESSOR))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("models/none.onnx");
  }

  @Test
  void load_otherHead_isRefused() {
    AllowedModel head = ModelAllowList.PLATE_HEAD;
    AllowedModel other =
        new AllowedModel(head.name(), head.resource(), head.supply(), "00ff", head.outputs());
    AllowedModel right = ModelAllowList.PLATE_RECOGNISER;
    AllowedModel wearing =
        new AllowedModel(
            right.name(), right.resource(), right.supply(), right.sha256(), right.outputs(), other);
    assertThatThrownBy(() -> OnnxModel.load(wearing, PROCESSOR))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("plate head")
        .hasMessageContaining("00ff");
  }

  @Test
  void load_otherOutputShape_isRefused() {
    AllowedModel right = ModelAllowList.FACE_DETECTOR;
    AllowedModel other =
        new AllowedModel(
            right.name(), right.resource(), right.supply(), right.sha256(), List.of(List.of(128L)));
    assertThatThrownBy(() -> OnnxModel.load(other, PROCESSOR))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("[128]");
  }
}
