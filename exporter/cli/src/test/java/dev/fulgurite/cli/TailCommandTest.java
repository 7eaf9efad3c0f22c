package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.testkit.SampleSpan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailCommandTest {
  @TempDir Path folder;
  private String store = "";

  @BeforeEach
  void write() {
    store = Story.write(folder);
  }

  @Test
  void tail_endsWithTheNewest() {
    List<String> lines = tail("-n", "3").out().lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("agentlightning.annotation", "reward -0.3", "q-02");
    assertThat(lines.get(2)).contains("message", "q-02");
    assertThat(tail().out().lines()).hasSize(10);
    assertThat(tail("kind=llm").out().lines()).hasSize(3);
    assertThat(tail("-n", "0").out()).isEmpty();
  }

  @Test
  void following_printsEachNewSpanOnce_inTheOrderOfArrival() throws Exception {
    StringWriter out = new StringWriter();
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread tail =
        new Thread(
            () ->
                code.complete(
                    Fulgurite.run(
                        new PrintWriter(out, true),
                        new PrintWriter(new StringWriter()),
                        "tail",
                        "-f",
                        "-n",
                        "2",
                        "name^=new",
                        "--store",
                        store)));
    tail.start();
    Random random = new Random(5);
    try (SpanStore open = Story.open(store)) {
      open.append(List.of(SampleSpan.of(1000).name("new 1000").build()), null);
      await().until(() -> out.toString().contains("new 1000 ")); // it follows from here on
      long id = 1001;
      while (id < 1200) {
        int size = 1 + random.nextInt(20);
        open.append(
            LongStream.range(id, id + size)
                .mapToObj(i -> SampleSpan.of(i).name("new " + i).start(random.nextInt(99)).build())
                .toList(),
            null);
        id += size;
        String last = "new " + (id - 1) + " ";
        if (random.nextInt(4) == 0) {
          await().until(() -> out.toString().contains(last));
        }
      }
      String last = "new " + (id - 1) + " ";
      await().until(() -> out.toString().contains(last));
      tail.interrupt();

      assertThat(code.get(10, TimeUnit.SECONDS)).isZero();
      List<String> numbers =
          out.toString().lines().map(line -> line.replaceAll(".*new (\\d+) .*", "$1")).toList();
      assertThat(numbers).doesNotHaveDuplicates();
      assertThat(numbers.subList(numbers.size() - 100, numbers.size()))
          .containsExactlyElementsOf(
              LongStream.range(id - 100, id).mapToObj(Long::toString).toList());
    }
  }

  private Cli tail(String... arguments) {
    String[] all = new String[arguments.length + 3];
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    all[0] = "tail";
    all[1] = "--store";
    all[2] = store;
    return Cli.run(all);
  }
}
