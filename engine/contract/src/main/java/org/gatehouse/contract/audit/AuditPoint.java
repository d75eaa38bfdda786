package org.gatehouse.contract.audit;

/**
 * A place in the chain.
 *
 * @param sequence of the last row up to there; 0 before the first one
 * @param hash its hash
 */
public record AuditPoint(long sequence, String hash) {
  /** Before the first row that there ever was. */
  public static final AuditPoint START = new AuditPoint(0, "0".repeat(64));
}
