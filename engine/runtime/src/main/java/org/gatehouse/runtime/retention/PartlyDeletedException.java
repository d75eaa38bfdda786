package org.gatehouse.runtime.retention;

import org.gatehouse.contract.storage.StorageException;

/** A store failed when some of what was to go was gone already. */
public final class PartlyDeletedException extends StorageException {
  private static final long serialVersionUID = 1L;

  private final transient Deletions.Receipt receipt;

  /** With what is gone, and why not all is. */
  PartlyDeletedException(Deletions.Receipt receipt, StorageException cause) {
    super(
        "%d events and %d pictures are deleted, the rest is not: %s"
            .formatted(receipt.events(), receipt.pictures(), cause.getMessage()),
        cause);
    this.receipt = receipt;
  }

  /** What is gone. */
  public Deletions.Receipt receipt() {
    return receipt;
  }
}
