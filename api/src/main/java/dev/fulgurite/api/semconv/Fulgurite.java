package dev.fulgurite.api.semconv;

/** Attribute keys of our own, and those of the scope that people ask by. */
public final class Fulgurite {
  /** {@code user}, {@code assistant}, {@code system} or {@code tool}. */
  public static final String MESSAGE_ROLE = "fulgurite.message.role";

  /** JSON: the tools that a message of a conversation calls. */
  public static final String MESSAGE_TOOL_CALLS = "fulgurite.message.tool_calls";

  /** {@code true} where depth, width or length was cut. */
  public static final String TRUNCATED = "fulgurite.truncated";

  /** {@code true} where an object had no JSON form of its own: what is kept is its string. */
  public static final String OBJECT_STRINGIFIED = "fulgurite.object.stringified";

  /** Where {@code session.id} came from: {@link #SOURCE_SESSION}, and so on. */
  public static final String SESSION_SOURCE = "fulgurite.session.source";

  public static final String SOURCE_SESSION = "session";
  public static final String SOURCE_FRAMEWORK = "framework";
  public static final String SOURCE_TRACE = "trace";

  /** What a step of a session stream is: {@code thinking}, {@code tool_call}, and so on. */
  public static final String STEP_KIND = "fulgurite.step.kind";

  /** Which stream it came through; with {@link #STEP_SEQUENCE} the id of the step. */
  public static final String STEP_STREAM = "fulgurite.step.stream";

  /** Its place in the stream, from 1, without gaps. */
  public static final String STEP_SEQUENCE = "fulgurite.step.sequence";

  /** Prefix: what the emitter gave with the step. */
  public static final String STEP_ATTRIBUTES = "fulgurite.step.attributes";

  public static final String SESSION_ID = "session.id";
  public static final String USER_ID = "user.id";
  public static final String TAGS = "tag.tags";

  private Fulgurite() {}
}
