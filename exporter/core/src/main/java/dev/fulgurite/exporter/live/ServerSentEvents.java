package dev.fulgurite.exporter.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Steps as server-sent events, which a browser follows with {@code new EventSource(url)} and {@code
 * onmessage}: {@code data} is the step as JSON, {@code id} its id. The events have no names of
 * their own, since one called {@code error} would look like a lost connection. A browser that lost
 * its connection sends the last id in {@link #LAST_EVENT_ID}, for {@link SessionStream#openAfter}.
 * Thread-safe.
 */
public final class ServerSentEvents {
  public static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

  /** The header of a request that goes on after an event. */
  public static final String LAST_EVENT_ID = "Last-Event-ID";

  private static final byte[] NOTHING_NEW = ":\n\n".getBytes(UTF_8);
  private static final JsonMapper JSON = new JsonMapper();

  /** One event, with the empty line that ends it. */
  public static String of(Step step) {
    return "id: " + step.id() + "\ndata: " + json(step) + "\n\n";
  }

  /** {@code {"id","session","kind","content","attributes","time","sequence"}} on one line. */
  public static String json(Step step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", step.id());
    fields.put("session", step.session());
    fields.put("kind", step.kind().word());
    fields.put("content", step.content());
    fields.put("attributes", step.attributes());
    fields.put("time", step.time().toString());
    fields.put("sequence", step.sequence());
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes every step of {@code reader} as it comes, until the end; closes neither.
   *
   * @param heartbeat after so long without a step a comment is written, which finds out whether
   *     anybody listens
   * @throws IOException when nobody does
   */
  public static void write(StepFeed reader, OutputStream out, Duration heartbeat)
      throws IOException, InterruptedException {
    out.write(NOTHING_NEW); // the browser learns at once that it is connected
    out.flush();
    while (!reader.isEnded()) {
      Step step = reader.poll(heartbeat);
      if (step != null || !reader.isEnded()) {
        out.write(step == null ? NOTHING_NEW : of(step).getBytes(UTF_8));
        out.flush();
      }
    }
  }

  private ServerSentEvents() {}
}
