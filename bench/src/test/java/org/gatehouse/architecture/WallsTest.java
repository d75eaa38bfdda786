package org.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The product keeps to every wall, and every wall stops something. */
class WallsTest {
  private static JavaClasses product;

  @TempDir Path folder;

  @BeforeAll
  static void read() {
    product = Product.classes();
  }

  static List<ArchRule> walls() {
    return Walls.all();
  }

  @ParameterizedTest
  @MethodSource("walls")
  void product_keepsToTheWall(ArchRule wall) {
    wall.check(product);
  }

  @Test
  void product_isReallyRead() {
    assertThat(product.contain("org.gatehouse.contract.event.Event")).isTrue();
    assertThat(product.contain("org.gatehouse.server.Main")).isTrue();
    assertThat(product.contain("org.gatehouse.analytics.worker.Main")).isTrue();
    assertThat(product.contain("org.gatehouse.architecture.WallsTest")).isFalse();
  }

  @Test
  void contract_thatLogs_isStopped() throws Exception {
    stops(
        Walls.CONTRACT_NEEDS_THE_JDK_ONLY,
        "package org.gatehouse.contract.bad; class Bad { org.slf4j.Logger log; }");
  }

  @Test
  void runtime_thatKnowsAStore_isStopped() throws Exception {
    stops(
        Walls.RUNTIME_NEEDS_THE_CONTRACT_ONLY,
        "package org.gatehouse.runtime.bad;"
            + " class Bad { org.gatehouse.storage.LocalStorageProvider stores; }");
  }

  @Test
  void storage_thatKnowsTheRuntime_isStopped() throws Exception {
    stops(
        Walls.STORAGE_NEEDS_THE_CONTRACT_ONLY,
        "package org.gatehouse.storage.bad; class Bad { org.gatehouse.runtime.events.Outbox o; }");
  }

  @Test
  void integration_thatKnowsTheRuntime_isStopped() throws Exception {
    stops(
        Walls.INTEGRATIONS_NEED_THE_CONTRACT_ONLY,
        "package org.gatehouse.integrations.bad;"
            + " class Bad { org.gatehouse.runtime.events.Outbox o; }");
  }

  @Test
  void camera_thatKnowsTheRuntime_isStopped() throws Exception {
    stops(
        Walls.CAMERAS_NEED_THE_CONTRACT_ONLY,
        "package org.gatehouse.camera.bad; class Bad { org.gatehouse.runtime.events.Outbox o; }");
  }

  @Test
  void messages_thatKnowTheProtocol_areStopped() throws Exception {
    stops(
        Walls.MESSAGES_NEED_NOTHING,
        "package org.gatehouse.analytics.messages.bad;"
            + " class Bad { org.gatehouse.analytics.protocol.wire.ProtocolException e; }");
  }

  @Test
  void protocol_thatKnowsTheWorker_isStopped() throws Exception {
    stops(
        Walls.PROTOCOL_NEEDS_CONTRACT_AND_MESSAGES,
        "package org.gatehouse.analytics.protocol.bad;"
            + " class Bad { org.gatehouse.analytics.worker.Main main; }");
  }

  @Test
  void worker_thatKnowsTheRuntime_isStopped() throws Exception {
    stops(
        Walls.WORKER_NEEDS_CONTRACT_AND_PROTOCOL,
        "package org.gatehouse.analytics.worker.bad;"
            + " class Bad { org.gatehouse.runtime.events.Outbox o; }");
  }

  @Test
  void server_thatNamesAPlugIn_isStopped() throws Exception {
    stops(
        Walls.SERVER_NAMES_NO_PLUG_IN,
        "package org.gatehouse.server.bad;"
            + " class Bad { org.gatehouse.integrations.webhook.WebhookProvider p; }");
  }

  @Test
  void nativeCode_inTheEngine_isStopped() throws Exception {
    stops(
        Walls.NATIVE_LIBRARIES_IN_THE_WORKER_ONLY,
        "package org.gatehouse.runtime.bad; class Bad { org.bytedeco.javacpp.Pointer p; }");
    stops(
        Walls.NATIVE_LIBRARIES_IN_THE_WORKER_ONLY,
        "package org.gatehouse.runtime.bad; class Bad { ai.onnxruntime.OrtSession s; }");
  }

  @Test
  void netty_outsideTheCameras_isStopped() throws Exception {
    stops(
        Walls.NETTY_IN_CAMERA_ADAPTERS_ONLY,
        "package org.gatehouse.runtime.bad; class Bad { io.netty.buffer.ByteBuf b; }");
  }

  @Test
  void faceRecogniser_anywhere_isStopped() throws Exception {
    stops(
        Walls.NO_FACE_RECOGNISER,
        "package org.bytedeco.opencv.opencv_objdetect; public class FaceRecognizerSF {}",
        "package org.gatehouse.analytics.worker.bad;"
            + " class Bad { org.bytedeco.opencv.opencv_objdetect.FaceRecognizerSF r; }");
  }

  @Test
  void packages_thatNeedEachOther_areStopped() throws Exception {
    stops(
        Walls.NO_CYCLES_BETWEEN_PACKAGES,
        "package org.gatehouse.runtime.one; public class A { org.gatehouse.runtime.two.B b; }",
        "package org.gatehouse.runtime.two; public class B { org.gatehouse.runtime.one.A a; }");
  }

  private void stops(ArchRule wall, String... sources) throws Exception {
    assertThat(wall.evaluate(Fixture.compile(folder, sources)).hasViolation()).isTrue();
  }
}
