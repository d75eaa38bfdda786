package org.gatehouse.runtime.record;

/** When a stream is to be recorded. Thread-safe; does not wait. */
public interface Wish {
  /** Always. */
  Wish ALWAYS =
      new Wish() {
        @Override
        public boolean open(long nowMicros) {
          return true;
        }

        @Override
        public long preRollMicros() {
          return 0;
        }
      };

  /**
   * Whether it is to be recorded now.
   *
   * @param nowMicros wall clock
   */
  boolean open(long nowMicros);

  /** How much of what came before is to be recorded when it begins, as far as the ring holds it. */
  long preRollMicros();
}
