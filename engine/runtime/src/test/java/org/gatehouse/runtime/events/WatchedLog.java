package org.gatehouse.runtime.events;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.gatehouse.contract.storage.EventLog;

/** A log to which something happens before it answers. */
public final class WatchedLog {
  private WatchedLog() {}

  /** What happens; may throw what the log is to throw. */
  @FunctionalInterface
  public interface Before {
    void run() throws Exception;
  }

  /** That log, with something before each call of one method. */
  public static EventLog of(EventLog log, String method, Before before) {
    return (EventLog)
        Proxy.newProxyInstance(
            EventLog.class.getClassLoader(),
            new Class<?>[] {EventLog.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                before.run();
              }
              try {
                return called.invoke(log, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
