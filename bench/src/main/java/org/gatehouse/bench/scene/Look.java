package org.gatehouse.bench.scene;

import java.awt.Color;

/**
 * What a drawn walker looks like: made-up numbers, of nobody.
 *
 * @param height in metres
 * @param jaw how wide the lower face is against the upper one
 * @param longHair whether hair falls beside the face
 */
record Look(
    Color skin,
    Color hair,
    Color coat,
    Color trousers,
    double height,
    double jaw,
    boolean longHair,
    long seed) {}
