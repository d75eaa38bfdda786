package org.gatehouse.camera.session;

import java.util.regex.Pattern;

/** Keeps secrets out of what is shown. */
final class Redaction {
  private static final Pattern USER_INFO = Pattern.compile("^([a-zA-Z]+://)[^/]*@");

  private Redaction() {}

  static String withoutUserInfo(String url) {
    return USER_INFO.matcher(url).replaceFirst("$1");
  }
}
