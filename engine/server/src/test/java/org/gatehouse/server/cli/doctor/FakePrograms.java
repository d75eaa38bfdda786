package org.gatehouse.server.cli.doctor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs that answer what they are told to; all others are not there. */
final class FakePrograms implements Programs {
  private final Map<String, Answer> answers = new HashMap<>();

  FakePrograms with(String program, int code, String out, String err) {
    answers.put(program, new Answer(code, out, err));
    return this;
  }

  @Override
  public Optional<Answer> ask(
      List<String> command, Map<String, String> environment, Duration limit) {
    return Optional.ofNullable(answers.get(command.getFirst()));
  }
}
