package dev.fulgurite.exporter.otlp;

import dev.fulgurite.exporter.ExportFailure;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.Collection;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One of OTLP's transports: how a batch is asked for, and what the answer means. Thread-safe. */
interface Wire {
  Request request(Collection<SpanData> spans) throws IOException;

  /** Null for success. */
  @Nullable ExportFailure judge(Response response) throws IOException;
}
