package org.gatehouse.runtime.supervise;

import java.util.Collection;
import java.util.List;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.storage.LoginRecords;
import org.gatehouse.contract.storage.StorageException;
import org.jspecify.annotations.Nullable;

/** Records that outlive books, as a disk does. */
final class FakeLoginRecords implements LoginRecords {
  private static final int SIXTEEN_BITS = 0xffff;

  List<Entry> onDisk = List.of();
  int writes;
  boolean full;

  @Override
  public int mark(String username, @Nullable Secret password) {
    String shown = username + '\n' + (password == null ? "" : password.reveal());
    return shown.hashCode() & SIXTEEN_BITS;
  }

  @Override
  public List<Entry> read() {
    return onDisk;
  }

  @Override
  public void write(Collection<Entry> all) {
    if (full) {
      throw new StorageException("the disk is full: make room", new IllegalStateException());
    }
    writes++;
    onDisk = List.copyOf(all);
  }
}
