package dev.fulgurite.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;

/**
 * Takes OTLP over HTTP and gRPC and does no more than count spans and add up their ids. Prints its
 * ports, then, for each line it is given, what came since the last.
 */
public final class Receiver {
  private static final String SERVICE = "opentelemetry.proto.collector.trace.v1.TraceService";

  private final LongAdder spans = new LongAdder();
  private final LongAdder ids = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  private Receiver() {}

  public static void main(String[] arguments) throws IOException {
    Receiver receiver = new Receiver();
    System.out.println(receiver.http() + " " + receiver.grpc());
    while (System.in.read() != -1) {
      System.out.println(
          receiver.spans.sumThenReset()
              + " "
              + receiver.ids.sumThenReset()
              + " "
              + receiver.bytes.sumThenReset());
    }
    System.exit(0);
  }

  private int http() throws IOException {
    HttpServer server = HttpServer.create(loopback(), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/v1/traces", this::take);
    server.start();
    return server.getAddress().getPort();
  }

  private int grpc() throws IOException {
    MethodDescriptor<byte[], byte[]> export =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(SERVICE + "/Export")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();
    Server server =
        NettyServerBuilder.forAddress(loopback())
            .addStreamTracerFactory(new WireBytes(bytes))
            .addService(
                ServerServiceDefinition.builder(SERVICE)
                    .addMethod(export, ServerCalls.asyncUnaryCall(this::take))
                    .build())
            .build()
            .start();
    return server.getPort();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      bytes.add(body.length);
      boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      count(gzip ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void take(byte[] request, StreamObserver<byte[]> answer) {
    count(request);
    answer.onNext(new byte[0]);
    answer.onCompleted();
  }

  private void count(byte[] request) {
    SpanIds found = SpanIds.in(request);
    spans.add(found.spans());
    ids.add(found.sum());
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
