package org.gatehouse.contract.vision;

/** Which lanes get the processor first while there is too little of it. */
public enum LanePriority {
  LOW(1),
  NORMAL(2),
  HIGH(4);

  private final int weight;

  LanePriority(int weight) {
    this.weight = weight;
  }

  /** How much of the processor it gets in proportion to the others. */
  public int weight() {
    return weight;
  }
}
