package org.gatehouse.contract.audit;

/**
 * An entry in its place.
 *
 * @param sequence grows by one from row to row, from 1
 * @param hash of this row and of all before it, as {@link AuditChain} says; 64 hexadecimal digits
 */
public record AuditRow(long sequence, AuditEntry entry, String hash) {
  /** Where the chain is after this row. */
  public AuditPoint point() {
    return new AuditPoint(sequence, hash);
  }
}
