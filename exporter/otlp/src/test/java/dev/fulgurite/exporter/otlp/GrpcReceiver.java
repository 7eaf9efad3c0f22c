package dev.fulgurite.exporter.otlp;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** OTLP over gRPC on grpc-java's server, which answers what a test wants. */
final class GrpcReceiver implements AutoCloseable {
  private static final String SERVICE = "opentelemetry.proto.collector.trace.v1.TraceService";
  private static final MethodDescriptor<byte[], byte[]> EXPORT =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(SERVICE + "/Export")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  final Queue<String> ids = new ConcurrentLinkedQueue<>();
  volatile Status status = Status.OK;
  volatile Metadata trailers = new Metadata();
  volatile ExportTraceServiceResponse response = ExportTraceServiceResponse.getDefaultInstance();
  volatile boolean compressing;
  private final Server server;

  GrpcReceiver() throws IOException {
    server =
        NettyServerBuilder.forAddress(HttpReceiver.loopback())
            .addService(
                ServerServiceDefinition.builder(SERVICE)
                    .addMethod(EXPORT, ServerCalls.asyncUnaryCall(this::receive))
                    .build())
            .build()
            .start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  private void receive(byte[] request, StreamObserver<byte[]> observer) {
    if (!status.isOk()) {
      observer.onError(status.asRuntimeException(trailers));
      return;
    }
    try {
      ids.addAll(Received.ids(ExportTraceServiceRequest.parseFrom(request)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (compressing) {
      ((ServerCallStreamObserver<byte[]>) observer).setCompression("gzip");
    }
    observer.onNext(response.toByteArray());
    observer.onCompleted();
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
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
