package dev.fulgurite.benchmarks;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import java.util.concurrent.atomic.LongAdder;

/** Counts a gRPC server's messages as they come, before they are decompressed. */
final class WireBytes extends ServerStreamTracer.Factory {
  private final LongAdder bytes;

  WireBytes(LongAdder bytes) {
    this.bytes = bytes;
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    return new ServerStreamTracer() {
      @Override
      public void inboundWireSize(long count) {
        bytes.add(count);
      }
    };
  }
}
