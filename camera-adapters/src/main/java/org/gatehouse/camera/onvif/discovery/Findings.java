package org.gatehouse.camera.onvif.discovery;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.contract.camera.CameraDirectory.Listener;
import org.gatehouse.contract.camera.FoundCamera;

/** Tells a listener, each camera once and nothing twice at a time. Thread-safe. */
final class Findings {
  private static final int MAX_PROBLEMS = 100;

  private final Listener listener;
  private final Set<String> endpoints = new HashSet<>();
  private final Set<String> addresses = new HashSet<>();
  private int asked;
  private int problems;

  Findings(Listener listener) {
    this.listener = listener;
  }

  /** An answer to a Probe; a broken one is a problem of its sender alone. */
  synchronized void answer(byte[] answer, InetAddress from) {
    try {
      ProbeMatches.read(answer, from).forEach(this::found);
    } catch (XmlFormatException e) {
      problem(from.getHostAddress(), "answer to the search: " + e.getMessage());
    }
  }

  synchronized void found(FoundCamera camera) {
    boolean nameless = camera.endpoint().equals(camera.address());
    if (nameless && addresses.contains(camera.address())) {
      return;
    }
    if (endpoints.add(camera.endpoint())) {
      addresses.add(camera.address());
      listener.onFound(camera);
    }
  }

  synchronized boolean knows(String address) {
    return addresses.contains(address);
  }

  synchronized void asked(int total) {
    asked++;
    listener.onProgress(asked, total);
  }

  synchronized void problem(String where, String seen) {
    if (problems < MAX_PROBLEMS) {
      problems++;
      listener.onProblem(where, seen);
    }
  }
}
