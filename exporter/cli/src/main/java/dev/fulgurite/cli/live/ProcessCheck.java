package dev.fulgurite.cli.live;

import com.sun.tools.attach.VirtualMachine;
import java.util.Optional;

/** Looks before attaching: what is no JVM would die of the signal that attaching sends. */
final class ProcessCheck {
  static void check(String pid) throws Refused {
    ProcessHandle process =
        handle(pid)
            .filter(ProcessHandle::isAlive)
            .orElseThrow(
                () ->
                    new Refused(
                        "there is no process '%s': give the id of a running JVM, as jps lists them"
                            .formatted(pid)));
    if (process.equals(ProcessHandle.current()) || !isJava(process)) {
      throw new Refused(
          "process %s is no JVM that can be attached to: give the id of one, as jps lists them"
              .formatted(pid));
    }
  }

  private static Optional<ProcessHandle> handle(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** By its name, or since it has a JVM's performance counters. */
  private static boolean isJava(ProcessHandle process) {
    String pid = Long.toString(process.pid());
    return process
            .info()
            .command()
            .filter(path -> path.matches(".*[/\\\\]javaw?(\\.exe)?"))
            .isPresent()
        || VirtualMachine.list().stream().anyMatch(machine -> machine.id().equals(pid));
  }

  private ProcessCheck() {}
}
