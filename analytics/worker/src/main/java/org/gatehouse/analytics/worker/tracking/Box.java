package org.gatehouse.analytics.worker.tracking;

/** An upright box in picture pixels, origin top left. */
public record Box(double x, double y, double width, double height) {
  /** Around a centre. */
  public static Box around(double centreX, double centreY, double width, double height) {
    return new Box(centreX - width / 2, centreY - height / 2, width, height);
  }

  /** x of the right edge. */
  public double right() {
    return x + width;
  }

  /** y of the lower edge. */
  public double bottom() {
    return y + height;
  }

  /** x of the centre. */
  public double centreX() {
    return x + width / 2;
  }

  /** y of the centre. */
  public double centreY() {
    return y + height / 2;
  }

  /** In square pixels. */
  public double area() {
    return width * height;
  }

  /** Common area by joint area, 0 to 1. */
  public double iou(Box other) {
    double common = overlap(other);
    double joint = area() + other.area() - common;
    return joint <= 0 ? 0 : common / joint;
  }

  /** The common area in square pixels. */
  public double overlap(Box other) {
    double w = Math.min(right(), other.right()) - Math.max(x, other.x);
    double h = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
    return w <= 0 || h <= 0 ? 0 : w * h;
  }

  /** The least box around both. */
  public Box union(Box other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new Box(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** Grown about its centre. */
  public Box scaled(double factorX, double factorY) {
    return around(centreX(), centreY(), width * factorX, height * factorY);
  }

  /** Cut to a picture and rounded to whole pixels. */
  public Box clippedTo(int pictureWidth, int pictureHeight) {
    double left = Math.clamp(Math.floor(x), 0, pictureWidth);
    double top = Math.clamp(Math.floor(y), 0, pictureHeight);
    double r = Math.clamp(Math.ceil(right()), left, pictureWidth);
    double b = Math.clamp(Math.ceil(bottom()), top, pictureHeight);
    return new Box(left, top, r - left, b - top);
  }
}
