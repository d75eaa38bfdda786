package org.gatehouse.server.access;

import java.util.List;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be asked of the engine over HTTP.
 *
 * @param method of HTTP
 * @param path as routes are written: {@code :name} stands for one part of it
 * @param least who may ask at least; null for anybody, logged in or not
 * @param scope which tokens may ask; null where tokens have no business
 * @param right what is needed besides; null for nothing
 */
public record Operation(
    String method,
    String path,
    @Nullable Role least,
    @Nullable Scope scope,
    @Nullable Right right) {

  /** Parts of the path. */
  List<String> parts() {
    return parts(path);
  }

  static List<String> parts(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** Parts that are no parameters. */
  long fixed() {
    return parts().stream().filter(part -> !part.startsWith(":")).count();
  }

  /** True if it is about that path. */
  boolean fits(List<String> asked) {
    List<String> own = parts();
    if (own.size() != asked.size()) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      if (!own.get(i).startsWith(":") && !own.get(i).equals(asked.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** True if there is a path that both fit equally well. */
  public boolean mixedUpWith(Operation other) {
    List<String> own = parts();
    List<String> others = other.parts();
    if (!method.equals(other.method) || own.size() != others.size() || fixed() != other.fixed()) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      boolean any = own.get(i).startsWith(":") || others.get(i).startsWith(":");
      if (!any && !own.get(i).equals(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
