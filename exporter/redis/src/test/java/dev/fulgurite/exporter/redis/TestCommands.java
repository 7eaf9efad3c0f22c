package dev.fulgurite.exporter.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any command that answers with a word. */
public final class TestCommands {
  private record Word(String name) implements ProtocolKeyword {
    @Override
    public byte[] getBytes() {
      return name.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  public static RedisFuture<String> send(
      RedisClusterAsyncCommands<String, String> redis, String command, List<String> args) {
    CommandArgs<String, String> all = new CommandArgs<>(StringCodec.UTF8);
    args.forEach(all::add);
    return redis.dispatch(new Word(command), new StatusOutput<>(StringCodec.UTF8), all);
  }

  private TestCommands() {}
}
