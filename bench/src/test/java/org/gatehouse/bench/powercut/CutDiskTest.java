package org.gatehouse.bench.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.gatehouse.bench.powercut.WriteLog.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutDiskTest {
  private static final Path ROOT = Path.of("/data");
  private static final int SEEDS = 200;

  @TempDir Path folder;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private long nanos;
  private int targets;

  @Test
  void build_syncedFileInASyncedFolder_isThereWhole() throws IOException {
    create(7, "a");
    write(7, 0, "x".repeat(3000));
    sync(7, 1, "");
    sync(1, 2, "/data");
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(build(seed).resolve("a")).hasContent("x".repeat(3000));
    }
  }

  @Test
  void build_bytesAfterTheSync_areThereInAnySectors_andThoseBeforeAlways() throws IOException {
    create(7, "a");
    write(7, 0, "x".repeat(512));
    sync(7, 1, "");
    sync(1, 2, "/data");
    write(7, 512, "y".repeat(512));
    write(7, 1024, "z".repeat(512));
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      String text = Files.readString(build(seed).resolve("a"));
      assertThat(text).startsWith("x".repeat(512));
      seen.add(text.substring(512).replaceAll("(.)\\1+", "$1"));
    }
    assertThat(seen).containsExactlyInAnyOrder("", "y", "yz", "\0z");
  }

  @Test
  void build_syncThatHadNotEnded_promisesNothing() throws IOException {
    create(7, "a");
    sync(1, 2, "/data");
    write(7, 0, "x".repeat(512));
    entry(Kind.SYNC_BEGIN, 7, 5, "", "", new byte[0]);
    Set<Long> sizes = new HashSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      sizes.add(Files.size(build(seed).resolve("a")));
    }
    assertThat(sizes).containsExactlyInAnyOrder(0L, 512L);
  }

  @Test
  void build_syncedFileWhoseFolderWasNot_mayHaveNoName() throws IOException {
    mkdir("/data/day");
    create(7, "day/a");
    write(7, 0, "x");
    sync(7, 1, "");
    Set<Integer> found = new HashSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      Path target = build(seed);
      found.add(
          Files.exists(target.resolve("day/a")) ? 2 : Files.exists(target.resolve("day")) ? 1 : 0);
    }
    assertThat(found).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void build_renameThatWasNotSynced_isDoneOrNot() throws IOException {
    create(7, "a");
    write(7, 0, "old");
    sync(7, 1, "");
    create(8, "b");
    write(8, 0, "new");
    sync(8, 2, "");
    sync(1, 3, "/data");
    rename("/data/b", "/data/a");
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      seen.add(Files.readString(build(seed).resolve("a")));
    }
    assertThat(seen).contains("old", "new");
  }

  @Test
  void build_fileThatTwoThreadsTookThemselvesForTheMakerOf_isOne() throws IOException {
    create(7, "a");
    write(7, 0, "x");
    create(7, "a");
    write(7, 1, "y");
    sync(7, 1, "");
    sync(1, 2, "/data");
    assertThat(build(1).resolve("a")).hasContent("xy");
  }

  @Test
  void build_tellsHowMuchOfEachFileWasSure() throws IOException {
    create(7, "a");
    write(7, 0, "x".repeat(700));
    sync(7, 1, "");
    sync(1, 2, "/data");
    write(7, 700, "y".repeat(5000));
    Path target = folder.resolve("sure");
    assertThat(build(1, target)).isEqualTo(Map.of(target.resolve("a"), 700L));
  }

  @Test
  void read_lastRecordCutOff_isLeftOut() throws IOException {
    create(7, "a");
    write(7, 0, "whole");
    int whole = log.size();
    write(7, 5, "torn");
    Path file = folder.resolve("log");
    Files.write(file, java.util.Arrays.copyOf(log.toByteArray(), whole + 42));
    try (WriteLog read = WriteLog.read(file)) {
      assertThat(read.entries()).hasSize(2);
      assertThat(read.until(1)).isEqualTo(1);
    }
  }

  private Path build(int seed) throws IOException {
    Path target = folder.resolve("disk-" + targets++);
    build(seed, target);
    return target;
  }

  private Map<Path, Long> build(int seed, Path target) throws IOException {
    Path file = folder.resolve("log");
    Files.write(file, log.toByteArray());
    try (WriteLog read = WriteLog.read(file)) {
      return new CutDisk(read, ROOT, new Random(seed)).build(read.entries().size(), target);
    }
  }

  private void create(long inode, String name) throws IOException {
    entry(Kind.CREATE, inode, 0, "/data/" + name, "", new byte[0]);
  }

  private void mkdir(String path) throws IOException {
    entry(Kind.MKDIR, 0, 0, path, "", new byte[0]);
  }

  private void rename(String from, String to) throws IOException {
    entry(Kind.RENAME, 0, 0, from, to, new byte[0]);
  }

  private void write(long inode, long offset, String text) throws IOException {
    entry(Kind.WRITE, inode, offset, "", "", text.getBytes(StandardCharsets.US_ASCII));
  }

  private void sync(long inode, long number, String path) throws IOException {
    entry(Kind.SYNC_BEGIN, inode, number, path, "", new byte[0]);
    entry(Kind.SYNC_END, inode, number, "", "", new byte[0]);
  }

  /** As {@code writelog.c} writes it. */
  private void entry(Kind kind, long inode, long offset, String path, String other, byte[] data)
      throws IOException {
    byte[] first = data.length > 0 ? data : path.getBytes(StandardCharsets.UTF_8);
    byte[] second = other.getBytes(StandardCharsets.UTF_8);
    ByteBuffer head = ByteBuffer.allocate(40).order(ByteOrder.nativeOrder());
    head.putInt(0x4757524c)
        .putInt(List.of(Kind.values()).indexOf(kind) + 1)
        .putLong(++nanos)
        .putLong(inode);
    head.putLong(offset).putInt(first.length).putInt(second.length);
    log.write(head.array());
    log.write(first);
    log.write(second);
  }
}
