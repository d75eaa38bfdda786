package org.gatehouse.bench.accuracy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.read.PictureFile;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.scene.GlyphBook;

/** Cut-outs of what was found wrongly, with two words below each. Stateless. */
final class ContactSheet {
  private static final int COLUMNS = 4;
  private static final int MAX_TILES = 48;
  private static final int TILE_WIDTH = 300;
  private static final int PICTURE_HEIGHT = 150;
  private static final int TEXT_HEIGHT = 30;
  private static final int TILE_HEIGHT = PICTURE_HEIGHT + TEXT_HEIGHT;

  private ContactSheet() {}

  /**
   * One thing to look at.
   *
   * @param file of the folder
   * @param box where in it, picture pixels
   * @param truth what is there
   * @param told what was told of it
   */
  record Tile(String file, Box box, String truth, String told) {}

  /** Writes a PNG; it shows the data, so it must not lie in the project. */
  static Path write(Path target, Path folder, List<Tile> all) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    if (absolute.startsWith(Launcher.home())) {
      throw new BenchFailure(
          "the worst cases show the data, which stays out of the project: "
              + absolute
              + " lies in it; name a file elsewhere");
    }
    List<Tile> tiles = all.stream().limit(MAX_TILES).toList();
    int rows = Math.max(1, (tiles.size() + COLUMNS - 1) / COLUMNS);
    BufferedImage sheet =
        new BufferedImage(COLUMNS * TILE_WIDTH, rows * TILE_HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    GlyphBook glyphs = GlyphBook.load();
    for (int i = 0; i < tiles.size(); i++) {
      Graphics2D place =
          (Graphics2D)
              g.create(
                  i % COLUMNS * TILE_WIDTH, i / COLUMNS * TILE_HEIGHT, TILE_WIDTH, TILE_HEIGHT);
      draw(place, folder, tiles.get(i), glyphs);
      place.dispose();
    }
    g.dispose();
    ImageIO.write(sheet, "png", absolute.toFile());
    return absolute;
  }

  /** What was read wrongly in pictures of plates. */
  static List<Tile> ofPlates(List<PictureScore> bad) {
    return bad.stream().flatMap(score -> tiles(score).stream()).toList();
  }

  private static List<Tile> tiles(PictureScore score) {
    List<Tile> tiles = new ArrayList<>();
    for (PictureScore.Told told : score.told()) {
      if (!told.exact()) {
        Box whole = new Box(0, 0, Double.MAX_VALUE, Double.MAX_VALUE);
        tiles.add(
            new Tile(
                score.file(), told.truth().box().orElse(whole), told.truth().text(), told.text()));
      }
    }
    score
        .falsePlates()
        .forEach(p -> tiles.add(new Tile(score.file(), p.quad().bounds(), "", p.text())));
    return tiles;
  }

  private static void draw(Graphics2D g, Path folder, Tile tile, GlyphBook glyphs) {
    try (Mat picture = PictureFile.read(folder.resolve(tile.file()))) {
      BufferedImage image =
          new BufferedImage(picture.cols(), picture.rows(), BufferedImage.TYPE_3BYTE_BGR);
      byte[] pixels = Tensors.bytes(picture);
      byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      System.arraycopy(pixels, 0, target, 0, pixels.length);
      Box box = tile.box().scaled(1.5, 2).clippedTo(picture.cols(), picture.rows());
      double scale = Math.min(TILE_WIDTH / box.width(), PICTURE_HEIGHT / box.height());
      AffineTransform into = AffineTransform.getScaleInstance(scale, scale);
      into.translate(-box.x(), -box.y());
      Graphics2D part = (Graphics2D) g.create(0, 0, TILE_WIDTH, PICTURE_HEIGHT);
      part.drawImage(image, into, null);
      part.dispose();
    } catch (IOException e) {
      // Its place stays black; what was missed in it is written below.
    }
    g.setColor(Color.BLACK);
    g.fillRect(0, PICTURE_HEIGHT, TILE_WIDTH, TEXT_HEIGHT);
    write(g, glyphs, tile.truth(), 6, Color.GREEN);
    write(g, glyphs, tile.told(), TILE_WIDTH / 2 + 6, Color.ORANGE);
  }

  private static void write(Graphics2D g, GlyphBook glyphs, String text, int x, Color ink) {
    g.setColor(ink);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (glyphs.knows(c)) {
        g.fill(glyphs.fit(c, x + 16 * i, PICTURE_HEIGHT + 6, 13, TEXT_HEIGHT - 12));
      }
    }
  }
}
