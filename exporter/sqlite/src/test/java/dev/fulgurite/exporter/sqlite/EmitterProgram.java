package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;

/**
 * Emits on several threads until it is killed, and counts in a file of its own what it is about to
 * emit and what it has emitted. A second destination never answers.
 */
final class EmitterProgram {
  static final int THREADS = 4;
  static final int WITNESS_BYTES = THREADS * 2 * Long.BYTES;

  /** {@code url witness}. */
  public static void main(String[] args) throws Exception {
    Configuration configuration = Configuration.ofProcess(Map.of("fulgurite.store", args[0]));
    ClassLoader loader = EmitterProgram.class.getClassLoader();
    StorePipeline pipeline = StorePipeline.open(configuration, loader, System.err::println);
    pipeline.addDestination("silent", new Silent(), true);
    Tracer tracer =
        SdkTracerProvider.builder().addSpanProcessor(pipeline).build().get("emitter-program");
    ByteBuffer witness = map(Path.of(args[1]));
    for (int i = 0; i < THREADS; i++) {
      ByteBuffer own = witness.slice(i * 2 * Long.BYTES, 2 * Long.BYTES).order(witness.order());
      new Thread(() -> emit(tracer, own)).start();
    }
    System.out.println("ready");
  }

  private static void emit(Tracer tracer, ByteBuffer witness) {
    for (long i = 1; true; i++) {
      witness.putLong(0, i);
      tracer.spanBuilder("s").setAttribute("i", i).startSpan().end();
      witness.putLong(Long.BYTES, i);
    }
  }

  private static ByteBuffer map(Path path) throws Exception {
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(MapMode.READ_WRITE, 0, WITNESS_BYTES);
    }
  }

  private static final class Silent implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return new CompletableResultCode();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private EmitterProgram() {}
}
