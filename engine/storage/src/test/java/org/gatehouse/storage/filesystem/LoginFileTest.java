package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.LoginRecords.Entry;
import org.gatehouse.contract.storage.StorageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoginFileTest {
  private static final List<Entry> TWO =
      List.of(
          new Entry(new CameraId("gate-1"), "10.0.0.5", 0x0a3f, false, 2),
          new Entry(new CameraId("gate-2"), "[2001:db8::5]", 0xffff, true, 0));

  @TempDir Path folder;

  private final ListAppender<ILoggingEvent> told = new ListAppender<>();

  @BeforeEach
  void listen() {
    told.start();
    logger().addAppender(told);
  }

  @AfterEach
  void listenNoMore() {
    logger().detachAppender(told);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(LoginFile.class);
  }

  private List<String> warnings() {
    return told.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private Path file() {
    return folder.resolve("logins.txt");
  }

  @Test
  void write_thenOpenedAgain_givesTheSame() {
    LoginFile.open(folder).write(TWO);
    assertThat(LoginFile.open(folder).read()).isEqualTo(TWO);
    LoginFile.open(folder).write(TWO.subList(1, 2));
    assertThat(LoginFile.open(folder).read()).isEqualTo(TWO.subList(1, 2));
    assertThat(warnings()).isEmpty();
  }

  @Test
  void open_newFolder_hasNothingAndSaysNothing() {
    assertThat(LoginFile.open(folder).read()).isEmpty();
    assertThat(warnings()).isEmpty();
  }

  @Test
  void files_areForTheirOwnerOnly() throws Exception {
    LoginFile.open(folder).write(TWO);
    for (String name : List.of("logins.txt", "logins.key")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(folder.resolve(".logins.txt.part")).doesNotExist();
  }

  @Test
  void mark_sameCredentials_isTheSameAfterARestartAndOthersHaveAnother() {
    int mark = LoginFile.open(folder).mark("admin", Secret.of("hunter2"));
    LoginFile again = LoginFile.open(folder);
    assertThat(again.mark("admin", Secret.of("hunter2"))).isEqualTo(mark).isBetween(0, 0xffff);
    // A different one each time but for 1 in 65536: at least two of three.
    List<Integer> others =
        List.of(
            again.mark("admin", Secret.of("hunter3")),
            again.mark("root", Secret.of("hunter2")),
            again.mark("admin", null));
    assertThat(others.stream().filter(other -> other == mark).count()).isLessThanOrEqualTo(1);
  }

  @Test
  void mark_withTheKeyOfAnotherInstallation_isAnother() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    List<Integer> here = marks(LoginFile.open(folder));
    assertThat(marks(LoginFile.open(other))).isNotEqualTo(here);
  }

  private static List<Integer> marks(LoginFile file) {
    return List.of(
        file.mark("a", Secret.of("1")), file.mark("b", Secret.of("2")), file.mark("c", null));
  }

  @Test
  void read_anyByteChanged_forgetsAllAndWarns() throws Exception {
    LoginFile.open(folder).write(TWO);
    byte[] whole = Files.readAllBytes(file());
    for (int i = 0; i < whole.length - 1; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file(), changed);
      assertThat(LoginFile.open(folder).read()).isEmpty();
      assertThat(warnings().size()).isEqualTo(i + 1);
    }
    assertThat(warnings().getFirst())
        .contains("logins.txt is damaged", "is asked up to twice again");
  }

  @Test
  void read_cutOff_forgetsAllAndWarns() throws Exception {
    LoginFile.open(folder).write(TWO);
    String whole = Files.readString(file());
    for (int length = 0; length < whole.length() - 1; length++) {
      Files.writeString(file(), whole.substring(0, length));
      assertThat(LoginFile.open(folder).read()).isEmpty();
    }
    assertThat(warnings().size()).isEqualTo(whole.length() - 1);
  }

  @Test
  void read_notText_forgetsAllAndWarns() throws Exception {
    Files.write(file(), new byte[] {(byte) 0xc3, 0x28, 0});
    assertThat(LoginFile.open(folder).read()).isEmpty();
    assertThat(warnings().getFirst()).contains("logins.txt cannot be read");
  }

  @Test
  void open_damagedKey_makesAnotherAndWarns() throws Exception {
    Files.writeString(folder.resolve("logins.key"), "short");
    LoginFile.open(folder);
    assertThat(warnings().getFirst()).contains("logins.key has 5 bytes instead of 32", "forgotten");
    assertThat(Files.size(folder.resolve("logins.key"))).isEqualTo(32);
  }

  @Test
  void write_impossible_saysWhatToDoAndKeepsWhatWasThere() throws Exception {
    LoginFile logins = LoginFile.open(folder);
    logins.write(TWO);
    Path inTheWay = Files.createDirectory(folder.resolve(".logins.txt.part"));
    Files.writeString(inTheWay.resolve("x"), "x");
    assertThatThrownBy(() -> logins.write(List.of()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("logins.txt cannot be written")
        .hasMessageContaining("make room");
    assertThat(logins.read()).isEqualTo(TWO);
  }
}
