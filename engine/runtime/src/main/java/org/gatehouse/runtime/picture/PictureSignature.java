package org.gatehouse.runtime.picture;

import org.gatehouse.contract.vision.LumaPicture;

/**
 * A few hundred patches of a decoded key picture, each as a hash of its 8 x 8 pixels. A live sensor
 * has noise, so two pictures of it share hardly any patch to the bit, whatever stands in front of
 * it; of a frozen picture that is encoded again most patches come out the same, but for those under
 * a running clock and those that the rate control quantised anew. Patches without any texture say
 * nothing (black, overexposed or quantised to one value) and are left out. Immutable.
 */
final class PictureSignature {
  private static final int COLUMNS = 40;
  private static final int ROWS = 23;
  private static final int PATCH = 8;
  private static final int LEAST_RANGE = 4;

  /** With fewer patches of texture than this there is nothing to judge by. */
  private static final int LEAST_PATCHES = 60;

  /** 0 for a patch that says nothing. */
  private final int[] patches;

  private PictureSignature(int[] patches) {
    this.patches = patches;
  }

  static PictureSignature of(LumaPicture picture) {
    int[] patches = new int[COLUMNS * ROWS];
    int across = picture.width() / PATCH;
    int down = picture.height() / PATCH;
    for (int row = 0; row < ROWS && across > 0; row++) {
      int y = row * down / ROWS * PATCH;
      for (int column = 0; column < COLUMNS && down > 0; column++) {
        int x = column * across / COLUMNS * PATCH;
        patches[row * COLUMNS + column] = patch(picture, x, y);
      }
    }
    return new PictureSignature(patches);
  }

  private static int patch(LumaPicture picture, int x, int y) {
    byte[] luma = picture.luma();
    int least = 255;
    int most = 0;
    int hash = 0x811c9dc5;
    for (int dy = 0; dy < PATCH; dy++) {
      int at = (y + dy) * picture.width() + x;
      for (int dx = 0; dx < PATCH; dx++) {
        int value = luma[at + dx] & 0xff;
        least = Math.min(least, value);
        most = Math.max(most, value);
        hash = (hash ^ value) * 0x01000193;
      }
    }
    return most - least < LEAST_RANGE ? 0 : hash | 1;
  }

  /** The part of the patches that are the same in both, 0 to 1; 0 if there are too few to judge. */
  double alike(PictureSignature other) {
    int telling = 0;
    int same = 0;
    for (int i = 0; i < patches.length; i++) {
      if (patches[i] != 0 && other.patches[i] != 0) {
        telling++;
        same += patches[i] == other.patches[i] ? 1 : 0;
      }
    }
    return telling < LEAST_PATCHES ? 0 : (double) same / telling;
  }
}
