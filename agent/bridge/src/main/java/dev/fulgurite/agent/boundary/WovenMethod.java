package dev.fulgurite.agent.boundary;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of one method ask for, read when it was woven and kept in its class as a
 * list of strings.
 *
 * @param operation the operation's name, or null for none
 * @param emits what becomes of the result
 * @param redacted whether the result must not be recorded
 * @param publisher whether it is declared to return a stream such as {@code Flow.Publisher}, no
 *     subtype of it
 * @param suspending whether it is one of Kotlin's suspending functions
 * @param parameters in order
 */
public record WovenMethod(
    @Nullable String operation,
    List<Emit> emits,
    boolean redacted,
    boolean publisher,
    boolean suspending,
    List<Parameter> parameters) {
  private static final String OPERATION = "operation=";
  private static final String EMIT = "emit=";
  private static final String REDACTED = "redacted";
  private static final String PUBLISHER = "publisher";
  private static final String SUSPENDING = "suspending";
  private static final String PARAMETER = "parameter=";

  /** A method that runs to its end. */
  public WovenMethod(
      @Nullable String operation,
      List<Emit> emits,
      boolean redacted,
      boolean publisher,
      List<Parameter> parameters) {
    this(operation, emits, redacted, publisher, false, parameters);
  }

  /**
   * @param kind the annotation's simple name
   * @param value a reward's dimension or a message's role
   */
  public record Emit(String kind, String value) {}

  /** Not recorded where the name is empty. */
  public record Parameter(String name, boolean redacted) {}

  public List<String> toConstants() {
    List<String> constants = new ArrayList<>();
    if (operation != null) {
      constants.add(OPERATION + operation);
    }
    emits.forEach(emit -> constants.add(EMIT + emit.kind() + ':' + emit.value()));
    if (redacted) {
      constants.add(REDACTED);
    }
    if (publisher) {
      constants.add(PUBLISHER);
    }
    if (suspending) {
      constants.add(SUSPENDING);
    }
    parameters.forEach(p -> constants.add(PARAMETER + (p.redacted() ? '-' : '+') + p.name()));
    return constants;
  }

  public static WovenMethod fromConstants(List<String> constants) {
    String operation = null;
    List<Emit> emits = new ArrayList<>();
    List<Parameter> parameters = new ArrayList<>();
    for (String constant : constants) {
      if (constant.startsWith(OPERATION)) {
        operation = constant.substring(OPERATION.length());
      } else if (constant.startsWith(EMIT)) {
        int colon = constant.indexOf(':');
        emits.add(
            new Emit(constant.substring(EMIT.length(), colon), constant.substring(colon + 1)));
      } else if (constant.startsWith(PARAMETER)) {
        String text = constant.substring(PARAMETER.length());
        parameters.add(new Parameter(text.substring(1), text.charAt(0) == '-'));
      }
    }
    return new WovenMethod(
        operation,
        emits,
        constants.contains(REDACTED),
        constants.contains(PUBLISHER),
        constants.contains(SUSPENDING),
        parameters);
  }
}
