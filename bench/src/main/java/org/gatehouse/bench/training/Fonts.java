package org.gatehouse.bench.training;

import java.awt.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.analytics.worker.plate.PlateAlphabet;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.scene.GlyphBook;

/** The fonts that plates are drawn with for training, out of the bench's npm packages. */
record Fonts(Path folder) {
  private static final String NOTO = "noto-sans-sc/%1$s/NotoSansSC_%1$s.ttf";
  private static final String BARLOW = "barlow-condensed/%1$s/BarlowCondensed_%1$s.ttf";
  private static final String QINGKE =
      "zcool-qingke-huangyou/400Regular/ZCOOLQingKeHuangYou_400Regular.ttf";

  /** So many of the recogniser's list are enough to stand for other writing. */
  private static final int SIGNS = 2500;

  private static final char FIRST_HAN = '\u4e00';
  private static final char LAST_HAN = '\u9fff';

  /** Each pair of a Chinese and a Latin one is as likely as the next. */
  List<GlyphBook> books() {
    List<GlyphBook> books = new ArrayList<>();
    books.add(GlyphBook.load(file(NOTO, "500Medium"), file(BARLOW, "500Medium")));
    books.add(GlyphBook.load(file(NOTO, "700Bold"), file(BARLOW, "600SemiBold")));
    books.add(GlyphBook.load(file(NOTO, "900Black"), file(BARLOW, "700Bold")));
    books.add(GlyphBook.load(file(NOTO, "500Medium"), file(BARLOW, "800ExtraBold")));
    books.add(GlyphBook.load(file(QINGKE, ""), file(BARLOW, "500Medium")));
    books.add(GlyphBook.load(file(QINGKE, ""), file(BARLOW, "600SemiBold")));
    return books;
  }

  /** Outlines of Chinese signs that no plate carries. */
  List<Shape> signs(List<String> keys) {
    StringBuilder signs = new StringBuilder();
    keys.stream()
        .filter(key -> key.length() == 1 && key.charAt(0) >= FIRST_HAN && key.charAt(0) <= LAST_HAN)
        .filter(key -> PlateAlphabet.number(key.charAt(0)) == PlateAlphabet.OTHER)
        .limit(SIGNS)
        .forEach(signs::append);
    return GlyphBook.outlines(file(NOTO, "700Bold"), signs.toString());
  }

  private Path file(String name, String weight) {
    Path file = folder.resolve(String.format(name, weight));
    if (!Files.isRegularFile(file)) {
      throw new BenchFailure(
          "%s is missing: --fonts names the folder of @expo-google-fonts that npm ci fills in bench/fonts"
              .formatted(file));
    }
    return file;
  }
}
