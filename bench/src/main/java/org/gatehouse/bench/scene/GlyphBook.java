package org.gatehouse.bench.scene;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Outlines of the characters that stand on plates, read from the pinned fonts without the JDK's
 * font manager: that one fails on a machine without fontconfig. Thread-safe once built.
 */
public final class GlyphBook {
  private static final String HAN = "/fonts/NotoSansSC_700Bold.ttf";
  private static final String LATIN = "/fonts/BarlowCondensed_600SemiBold.ttf";

  private final Map<Integer, Shape> outlines = new TreeMap<>();

  private GlyphBook() {}

  /** Reads the outlines of all characters of the plate alphabet. */
  public static GlyphBook load() {
    GlyphBook book = new GlyphBook();
    book.read(HAN, PlateAlphabet.PROVINCES + PlateAlphabet.MARKS);
    book.read(LATIN, PlateAlphabet.LETTERS + "IO" + PlateAlphabet.DIGITS);
    return book;
  }

  /**
   * Reads the same from other fonts.
   *
   * @throws UncheckedIOException if one cannot be read
   */
  public static GlyphBook load(Path han, Path latin) {
    GlyphBook book = new GlyphBook();
    book.read(han, PlateAlphabet.PROVINCES + PlateAlphabet.MARKS);
    book.read(latin, PlateAlphabet.LETTERS + "IO" + PlateAlphabet.DIGITS);
    return book;
  }

  /**
   * Outlines of other characters, y growing upwards; those that the font lacks are left out.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static List<Shape> outlines(Path font, String characters) {
    GlyphBook book = new GlyphBook();
    book.read(font, characters);
    return List.copyOf(book.outlines.values());
  }

  private void read(Path font, String characters) {
    try (InputStream in = Files.newInputStream(font)) {
      read(in, characters);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the font " + font, e);
    }
  }

  private void read(String resource, String characters) {
    try (InputStream in = GlyphBook.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the font " + resource + " is missing from the build: run the build of module bench");
      }
      read(in, characters);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the font " + resource, e);
    }
  }

  private void read(InputStream in, String characters) throws IOException {
    try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
      CmapLookup glyphs = font.getUnicodeCmapLookup();
      for (int c : characters.codePoints().toArray()) {
        int id = glyphs.getGlyphId(c);
        // Number 0 is the box that stands for whatever a font lacks.
        GlyphData glyph = id == 0 ? null : font.getGlyph().getGlyph(id);
        if (glyph != null && !glyph.getPath().getBounds2D().isEmpty()) {
          outlines.put(c, new GeneralPath(glyph.getPath()));
        }
      }
    }
  }

  /**
   * The outline of one character, stretched to fill a box (y grows downwards).
   *
   * @throws IllegalArgumentException if no plate carries that character
   */
  public Shape fit(int character, double x, double y, double width, double height) {
    Shape outline = outlines.get(character);
    if (outline == null) {
      throw new IllegalArgumentException("no plate carries " + Character.toString(character));
    }
    Rectangle2D from = outline.getBounds2D();
    AffineTransform into = AffineTransform.getTranslateInstance(x, y + height);
    into.scale(width / from.getWidth(), -height / from.getHeight());
    into.translate(-from.getX(), -from.getY());
    return into.createTransformedShape(outline);
  }

  /** Whether some plate carries that character. */
  public boolean knows(int character) {
    return outlines.containsKey(character);
  }

  /** Width of a character over its height, as the font draws it. */
  public double aspect(int character) {
    Shape outline = outlines.get(character);
    if (outline == null) {
      throw new IllegalArgumentException("no plate carries " + Character.toString(character));
    }
    Rectangle2D box = outline.getBounds2D();
    return box.getWidth() / box.getHeight();
  }
}
