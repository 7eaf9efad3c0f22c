package dev.fulgurite.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A Java process of this machine that we are attached to. Used by one thread. */
public final class JavaProcess implements AutoCloseable {
  /** The agent's jar, in a process where it runs. */
  private static final String AGENT = "dev.fulgurite.agent.jar";

  private final VirtualMachine machine;

  private JavaProcess(VirtualMachine machine) {
    this.machine = machine;
  }

  /** Attaches. */
  public static JavaProcess attach(String pid) throws Refused {
    ProcessCheck.check(pid);
    try {
      return new JavaProcess(VirtualMachine.attach(pid));
    } catch (AttachNotSupportedException | IOException e) {
      throw new Refused(
          "cannot attach to process %s (%s): run this as the user that runs the program; it must be a JVM without -XX:+DisableAttachMechanism"
              .formatted(pid, e.getMessage()));
    } catch (NoClassDefFoundError e) {
      throw new Refused("this Java has no module jdk.attach: run the command with a JDK");
    }
  }

  /** The jar of the agent that runs there; null for none. */
  public @Nullable Path agent() throws Refused {
    try {
      String jar = machine.getSystemProperties().getProperty(AGENT);
      return jar == null ? null : Path.of(jar);
    } catch (IOException e) {
      throw new Refused("process %s does not answer: %s".formatted(machine.id(), e.getMessage()));
    }
  }

  /** Starts the agent of {@code jar} there. */
  public void start(Path jar, String arguments) throws Refused {
    load(jar, arguments);
  }

  /**
   * Asks the agent that runs there.
   *
   * @return a JSON object
   */
  public JsonNode ask(String command) throws Refused {
    Path jar = agent();
    if (jar == null) {
      throw new Refused(
          "no Fulgurite agent runs in process %1$s: start it there with 'fulgurite agent %1$s start', or the program with -javaagent:fulgurite-agent.jar"
              .formatted(machine.id()));
    }
    try {
      return ask(jar, command);
    } catch (IOException e) {
      throw new Refused("cannot exchange a file with process " + machine.id() + ": " + e);
    }
  }

  private JsonNode ask(Path jar, String command) throws IOException, Refused {
    Path reply = Files.createTempFile("fulgurite-", ".json");
    try {
      giveTo(reply);
      load(jar, "control=" + command + ";reply=" + reply.toAbsolutePath());
      String text = Files.readString(reply);
      if (text.isBlank()) {
        throw new Refused(
            "the agent in process %s gave no answer: see that program's standard error"
                .formatted(machine.id()));
      }
      JsonNode answer = JsonMapper.builder().build().readTree(text);
      if (answer.hasNonNull("error")) {
        throw new Refused(answer.get("error").asText());
      }
      return answer;
    } finally {
      Files.deleteIfExists(reply);
    }
  }

  /** Root may ask the agents of others, which then must be able to write here. */
  private void giveTo(Path reply) {
    try {
      Files.setOwner(reply, Files.getOwner(Path.of("/proc", machine.id())));
    } catch (IOException | UnsupportedOperationException e) {
      return; // not root, or no such folder: the file stays ours, and so is the process
    }
  }

  private void load(Path jar, String arguments) throws Refused {
    try {
      machine.loadAgent(jar.toString(), arguments);
    } catch (AgentLoadException | AgentInitializationException | IOException e) {
      throw new Refused(
          "cannot load '%s' into process %s: %s".formatted(jar, machine.id(), e.getMessage()));
    }
  }

  @Override
  public void close() {
    try {
      machine.detach();
    } catch (IOException e) {
      return; // it has gone
    }
  }
}
