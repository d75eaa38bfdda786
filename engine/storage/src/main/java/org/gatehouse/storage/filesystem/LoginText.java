package org.gatehouse.storage.filesystem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.LoginRecords.Entry;

/**
 * The text of a {@link LoginFile}: a line for each camera between a head that names the version and
 * an end that shows that all of it is there.
 */
final class LoginText {
  /** What this program writes. */
  static final int VERSION = 1;

  private static final String KIND = "gatehouse logins ";
  private static final String HEAD = KIND + VERSION;
  private static final Pattern LINE =
      Pattern.compile("(\\S+) (\\S+) ([0-9a-f]{4}) (accepted|refused) (\\d{1,4})");
  private static final int HEX = 16;

  private LoginText() {}

  /**
   * The version that a first line tells; the known one if it tells none, for it is damaged then.
   */
  static int version(String head) {
    String number = head.startsWith(KIND) ? head.substring(KIND.length()) : "";
    return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : VERSION;
  }

  static String write(Collection<Entry> all) {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    for (Entry entry : all) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s %s %04x %s %d\n",
              entry.camera(),
              entry.host(),
              entry.mark(),
              entry.accepted() ? "accepted" : "refused",
              entry.refusals()));
    }
    return text + end(text.toString()) + "\n";
  }

  /**
   * Reads it back.
   *
   * @throws IllegalArgumentException if anything is missing or was changed; says what
   */
  static List<Entry> read(String text) {
    int last = text.lastIndexOf("end ");
    if (!text.startsWith(HEAD + "\n") || last < 0) {
      throw new IllegalArgumentException("its first or last line is not what it must be");
    }
    String body = text.substring(0, last);
    if (!text.substring(last).strip().equals(end(body))) {
      throw new IllegalArgumentException("its content does not fit the sum in its last line");
    }
    List<Entry> all = new ArrayList<>();
    body.lines().skip(1).forEach(line -> all.add(entry(line)));
    return all;
  }

  private static Entry entry(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("it has a line of another form");
    }
    return new Entry(
        new CameraId(parts.group(1)),
        parts.group(2),
        Integer.parseInt(parts.group(3), HEX),
        parts.group(4).equals("accepted"),
        Integer.parseInt(parts.group(5)));
  }

  private static String end(String body) {
    CRC32 sum = new CRC32();
    sum.update(body.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "end %08x", sum.getValue());
  }
}
