package org.gatehouse.bench.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.VideoCodec;

/**
 * Breaks coded pictures in the ways that bad memory, bad networks and bad people do: bits turned,
 * runs of bytes overwritten, units cut short, of another type, twice, out of order or made up, and
 * parameter sets with bits turned. What it makes can still be packed for RTP. One thread.
 */
final class Mutator {
  private static final int LEAST_NAL = 3;
  private static final int LONGEST_RUN = 64;
  private static final int LONGEST_MADE_UP = 400;
  private static final int BITS = 8;

  /** One key picture in so many comes with broken parameter sets. */
  private static final int SETS_ONE_IN = 3;

  private final RandomGenerator random;

  Mutator(RandomGenerator random) {
    this.random = random;
  }

  /** A broken copy of a picture of a track with those parameter sets. */
  Sample mutate(Sample sample, ParameterSets sets) {
    List<byte[]> units = split(sample.data());
    int faults = 1 + random.nextInt(3);
    for (int i = 0; i < faults; i++) {
      mutate(units);
    }
    boolean alsoSets = sample.key() && random.nextInt(SETS_ONE_IN) == 0;
    return new Sample(
        sample.ticks(), sample.key(), join(units), alsoSets ? mutate(sets) : sample.parameters());
  }

  private void mutate(List<byte[]> units) {
    int at = random.nextInt(units.size());
    byte[] unit = units.get(at);
    switch (random.nextInt(7)) {
      case 0 -> units.set(at, flipped(unit, 1 + random.nextInt(16)));
      case 1 -> units.set(at, overwritten(unit));
      case 2 -> units.set(at, cut(unit));
      case 3 -> units.set(at, ofOtherType(unit));
      case 4 -> units.add(at, unit);
      case 5 -> units.add(at, madeUp());
      default -> Collections.shuffle(units, new Random(random.nextLong()));
    }
  }

  private byte[] flipped(byte[] unit, int bits) {
    byte[] copy = unit.clone();
    for (int i = 0; i < bits; i++) {
      // The type stays, so that it gets as far as what reads its inside.
      int at = 2 + random.nextInt(copy.length - 2);
      copy[at] ^= (byte) (1 << random.nextInt(BITS));
    }
    return copy;
  }

  private byte[] overwritten(byte[] unit) {
    byte[] copy = unit.clone();
    byte[] run = new byte[1 + random.nextInt(LONGEST_RUN)];
    random.nextBytes(run);
    int at = 2 + random.nextInt(copy.length - 2);
    System.arraycopy(run, 0, copy, at, Math.min(run.length, copy.length - at));
    return copy;
  }

  private byte[] cut(byte[] unit) {
    int length = LEAST_NAL + random.nextInt(Math.max(1, unit.length - LEAST_NAL));
    return ByteBuffer.allocate(length).put(unit, 0, length).array();
  }

  private byte[] ofOtherType(byte[] unit) {
    byte[] copy = unit.clone();
    copy[0] = (byte) (random.nextInt() & 0x7f);
    return copy;
  }

  private byte[] madeUp() {
    byte[] unit = new byte[LEAST_NAL + random.nextInt(LONGEST_MADE_UP)];
    random.nextBytes(unit);
    unit[0] &= 0x7f;
    return unit;
  }

  private ParameterSets mutate(ParameterSets sets) {
    byte[] vps = sets.codec() == VideoCodec.H265 ? flipped(sets.vps(), 1) : sets.vps();
    return new ParameterSets(
        sets.codec(),
        vps,
        flipped(sets.sps(), 1 + random.nextInt(3)),
        sets.pps().length > LEAST_NAL ? flipped(sets.pps(), 1) : sets.pps(),
        sets.width(),
        sets.height());
  }

  static List<byte[]> split(byte[] picture) {
    List<byte[]> units = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(picture);
    while (in.remaining() > Integer.BYTES) {
      byte[] unit = new byte[in.getInt()];
      in.get(unit);
      if (unit.length >= LEAST_NAL) {
        units.add(unit);
      }
    }
    return units;
  }

  private static byte[] join(List<byte[]> units) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] unit : units) {
      out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(unit.length).array());
      out.writeBytes(unit);
    }
    return out.toByteArray();
  }
}
