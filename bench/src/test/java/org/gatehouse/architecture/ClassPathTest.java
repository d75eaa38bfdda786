package org.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the processes can load at all, from the class paths that the launcher gives them. */
class ClassPathTest {
  private static List<String> entries(List<Path> classPath) throws IOException {
    List<String> entries = new ArrayList<>();
    for (Path part : classPath) {
      if (Files.isDirectory(part)) {
        try (Stream<Path> files = Files.walk(part)) {
          files.map(file -> part.relativize(file).toString()).forEach(entries::add);
        }
      } else if (Files.exists(part)) {
        try (JarFile jar = new JarFile(part.toFile())) {
          jar.stream().forEach(entry -> entries.add(entry.getName()));
        }
      }
    }
    return entries;
  }

  private static URLClassLoader loader(List<Path> classPath) throws IOException {
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath.get(i).toUri().toURL();
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.bytedeco.javacpp.Pointer",
        "org.bytedeco.ffmpeg.global.avcodec",
        "org.bytedeco.opencv.global.opencv_core",
        "ai.onnxruntime.OrtEnvironment",
        "org.gatehouse.analytics.worker.Main"
      })
  void engine_cannotLoadNativeAnalysis(String type) throws Exception {
    try (URLClassLoader engine = loader(Product.classPath("engine/server"))) {
      assertThatThrownBy(() -> engine.loadClass(type)).isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void engine_canLoadItself() throws Exception {
    try (URLClassLoader engine = loader(Product.classPath("engine/server"))) {
      assertThat(engine.loadClass("org.gatehouse.server.Main")).isNotNull();
      assertThat(engine.loadClass("org.gatehouse.integrations.webhook.WebhookProvider"))
          .isNotNull();
    }
  }

  @Test
  void engine_hasNoNativeAnalysisInAnyJar() throws Exception {
    assertThat(entries(Product.classPath("engine/server")))
        .hasSizeGreaterThan(1000)
        .noneMatch(entry -> entry.startsWith("org/bytedeco/"))
        .noneMatch(entry -> entry.startsWith("ai/onnxruntime/"))
        .noneMatch(entry -> entry.endsWith(".onnx"))
        .noneMatch(Vocabulary::isFaceRecogniser);
  }

  @Test
  void worker_hasNoFaceRecogniserInAnyJar() throws Exception {
    assertThat(entries(Product.classPath("analytics/worker")))
        .hasSizeGreaterThan(1000)
        .anyMatch(entry -> entry.startsWith("ai/onnxruntime/"))
        .noneMatch(Vocabulary::isFaceRecogniser);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.bytedeco.opencv.opencv_objdetect.FaceRecognizerSF",
        "org.bytedeco.opencv.opencv_face.FaceRecognizer",
        "org.bytedeco.opencv.global.opencv_face",
        "org.bytedeco.opencv.global.opencv_dnn"
      })
  void worker_cannotLoadAFaceRecogniser(String type) throws Exception {
    try (URLClassLoader worker = loader(Product.classPath("analytics/worker"))) {
      assertThatThrownBy(() -> worker.loadClass(type)).isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void recogniserNames_areSeen() {
    assertThat(
            List.of(
                "org/bytedeco/opencv/opencv_objdetect/FaceRecognizerSF.class",
                "org/bytedeco/opencv/opencv_face/FaceRecognizer.class",
                "org/bytedeco/opencv/linux-x86_64/libopencv_face.so.413",
                "models/arcface.onnx"))
        .allMatch(Vocabulary::isFaceRecogniser);
    assertThat(Vocabulary.isFaceRecogniser("models/face_detection_back.onnx")).isFalse();
  }
}
