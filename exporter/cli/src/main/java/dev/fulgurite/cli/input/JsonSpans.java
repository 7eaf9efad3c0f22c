package dev.fulgurite.cli.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.fulgurite.cli.otlp.OtlpException;
import dev.fulgurite.cli.otlp.OtlpJson;
import dev.fulgurite.cli.otlp.OtlpSpans;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.json.SpanJsonException;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/** Lines of span JSON or OTLP JSON, or one OTLP request over many lines. Used once. */
final class JsonSpans {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> OTHER_SIGNALS =
      Set.of("resourceLogs", "resourceMetrics", "resourceProfiles");
  private static final Set<String> TRAINING = Set.of("prompt", "messages");

  private final String file;
  private final Consumer<StoredSpan> consumer;
  private int line;
  private long otherSignals;

  JsonSpans(String file, Consumer<StoredSpan> consumer) {
    this.file = file;
    this.consumer = consumer;
  }

  long read(InputStream in) throws IOException {
    // A decoder of its own reports what is no UTF-8; it would be replaced otherwise.
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      String next = lines.readLine();
      if (next != null && isCut(next)) {
        next = next + "\n" + lines.lines().collect(Collectors.joining("\n"));
      }
      for (; next != null; next = lines.readLine()) {
        line++;
        if (!next.isBlank()) {
          document(next);
        }
      }
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause() == null ? new IOException(e) : e.getCause());
    } catch (IOException e) {
      throw unreadable(e);
    }
    return otherSignals;
  }

  private BadInput unreadable(IOException e) throws IOException {
    String place = file + (line == 0 ? ", at its beginning: " : ", after line " + line + ": ");
    if (e instanceof CharacterCodingException) {
      return new BadInput(place + "is no UTF-8");
    } else if (e instanceof EOFException || e instanceof ZipException) {
      return new BadInput(place + BadInput.COMPRESSED);
    }
    throw e;
  }

  private void document(String text) {
    try {
      String first = firstField(text);
      if (first.isEmpty() && isEmptyObject(text)) {
        return;
      } else if (OTHER_SIGNALS.contains(first)) {
        otherSignals++;
      } else if (first.equals("resourceSpans")) {
        OtlpSpans.forEach(OtlpJson.read(text), consumer);
      } else if (TRAINING.contains(first)) {
        throw bad("is training data, which holds no whole spans: export jsonl or otlp");
      } else {
        consumer.accept(SpanJson.read(text, line));
      }
    } catch (OtlpException e) {
      throw bad(String.valueOf(e.getMessage()));
    } catch (SpanJsonException e) {
      throw new BadInput(file + ", " + e.getMessage());
    }
  }

  private BadInput bad(String reason) {
    return new BadInput(file + ", line " + line + ": " + reason);
  }

  /** Empty where there is none. */
  private static String firstField(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      String first = json.nextToken() == JsonToken.START_OBJECT ? json.nextFieldName() : null;
      return first == null ? "" : first;
    } catch (IOException e) {
      return ""; // whoever reads the line whole says what is wrong with it
    }
  }

  private static boolean isEmptyObject(String text) {
    return text.strip().matches("\\{\\s*}");
  }

  /** Whether the text ends within its object. */
  private static boolean isCut(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      json.skipChildren();
      return false;
    } catch (JsonEOFException e) {
      return true;
    } catch (IOException e) {
      return false; // broken otherwise
    }
  }
}
