package org.gatehouse.bench.scene;

/** What may stand on a Chinese plate (GA 36-2018): no I and no O. */
final class PlateAlphabet {
  static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
  static final String MARKS = "学警港澳挂使领";
  static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  static final String DIGITS = "0123456789";

  private PlateAlphabet() {}
}
