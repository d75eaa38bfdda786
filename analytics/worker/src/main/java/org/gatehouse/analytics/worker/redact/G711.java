package org.gatehouse.analytics.worker.redact;

/** Companded samples of ITU-T G.711 to linear ones of 16 bits. Pure. */
enum G711 {
  /** A-law, tables 1a and 1b of the recommendation. */
  A_LAW {
    @Override
    short sample(byte coded) {
      int bits = (coded & 0xff) ^ 0x55;
      int exponent = bits >> 4 & 7;
      int mantissa = (bits & 0xf) << 4 | 8;
      int size = exponent == 0 ? mantissa : (mantissa | 0x100) << (exponent - 1);
      return (short) ((bits & 0x80) == 0 ? -size : size);
    }
  },
  /** Mu-law, tables 2a and 2b. */
  MU_LAW {
    @Override
    short sample(byte coded) {
      int bits = ~coded & 0xff;
      int size = (((bits & 0xf) << 3 | 0x84) << (bits >> 4 & 7)) - 0x84;
      return (short) ((bits & 0x80) == 0 ? size : -size);
    }
  };

  /** One sample. */
  abstract short sample(byte coded);
}
