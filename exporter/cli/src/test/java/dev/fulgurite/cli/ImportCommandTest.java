package dev.fulgurite.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.fulgurite.cli.otlp.OtlpRequests;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {
  @TempDir Path folder;
  private String fresh = "";

  @BeforeEach
  void name() {
    fresh = "sqlite:" + folder.resolve("deep/fresh.db");
  }

  @ParameterizedTest
  @ValueSource(strings = {"otlp", "jsonl"})
  void export_comesBack_asTheSameSpanJson(String format) {
    String source = "sqlite:" + folder.resolve("odd.db");
    try (SpanStore store = Story.open(source)) {
      store.append(OddSpans.all(), null);
    }
    Path file = folder.resolve("export.jsonl");
    Cli.run("export", "--format", format, "--store", source, "--output", file.toString());

    Cli cli = read(file);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(spans(fresh)).isNotEmpty().isEqualTo(spans(source));
  }

  @Test
  void otlp_isWhatTheSpecificationSays() {
    String line = Cli.run("export", "--format", "otlp", "--store", Story.write(folder)).out();

    assertThat(line)
        .hasLineCount(1)
        .startsWith(
            "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\","
                + "\"value\":{\"stringValue\":\"sample\"}}]},\"scopeSpans\":[{\"scope\":{\"name\":")
        .contains(
            "\"traceId\":\"" + Story.RIGHT_TRACE + "\",\"spanId\":\"0000000000000002\"",
            "\"parentSpanId\":\"0000000000000001\"",
            "\"kind\":1",
            "\"startTimeUnixNano\":\"" + Story.START + "\"",
            "{\"intValue\":\"1200\"}",
            "\"status\":{\"code\":2}");
  }

  @Test
  void again_addsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("spans.jsonl"), lines(Story.spans()));

    assertThat(read(file).out()).isEqualTo("10 spans read, 10 new, 0 there already\n");
    assertThat(read(file, file).out()).isEqualTo("20 spans read, 0 new, 20 there already\n");
    assertThat(spans(fresh)).hasLineCount(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spans.jsonl", "spans.txt"})
  void byteOrderMark_isPassedOver(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "\ufeff" + lines(Story.spans()));

    assertThat(read(file)).returns("", Cli::err).returns(0, Cli::code);
    assertThat(spans(fresh)).hasLineCount(10);
  }

  @Test
  void protobuf_isARequest_orMoreWithTheirLengths_orCompressed() throws IOException {
    List<StoredSpan> all = Story.spans();
    byte[] whole = OtlpRequests.of(all.subList(0, 4)).toByteArray();
    Path plain = Files.write(folder.resolve("plain.pb"), whole);
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(framed))) {
      for (StoredSpan span : all.subList(4, 10)) {
        byte[] request = OtlpRequests.of(List.of(span)).toByteArray();
        out.writeInt(request.length);
        out.write(request);
      }
    }
    Path compressed = Files.write(folder.resolve("framed.pb.gz"), framed.toByteArray());

    assertThat(read(plain, compressed).out()).startsWith("10 spans read, 10 new");
    assertThat(spans(fresh).lines().map(SpanJson::read)).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void otlp_isReadWithTheLibertiesThatOthersTake() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pretty.json"),
            """
            {
              "resourceSpans": [{
                "scopeSpans": [{
                  "spans": [{
                    "traceId": "5B8EFFF798038103D269B633813FC60C",
                    "spanId": "eee19b7ec3c1b174",
                    "parentSpanId": "",
                    "name": "a span",
                    "startTimeUnixNano": 1544712660000000000,
                    "kind": "SPAN_KIND_SERVER",
                    "unknown": {"to": ["us"]},
                    "status": null,
                    "attributes": [{"key": "n", "value": {"intValue": 3}}]
                  }]
                }]
              }]
            }
            """);

    assertThat(read(file).err()).isEmpty();
    StoredSpan span = SpanJson.read(spans(fresh).strip());
    assertThat(span.traceId()).isEqualTo("5b8efff798038103d269b633813fc60c");
    assertThat(span.parentSpanId()).isNull();
    assertThat(span.endEpochNanos()).isEqualTo(1_544_712_660_000_000_000L);
    assertThat(span.kind()).hasToString("SERVER");
    assertThat(span.number("n")).isEqualTo(3);
  }

  @Test
  void otherSignals_areLeftOut_andCounted() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mixed.jsonl"),
            "{\"resourceLogs\":[]}\n\n{}\n" + lines(Story.spans().subList(0, 1)));

    assertThat(read(file).out())
        .isEqualTo("1 span read, 1 new, 0 there already; left out 1 line of logs or metrics\n");
  }

  @Test
  void badLine_isNamed_andWhatCameBeforeStays() throws IOException {
    String good = lines(Story.spans().subList(0, 2));
    Path file =
        Files.writeString(
            folder.resolve("bad.jsonl"),
            good + good.lines().toList().get(0).replace("_id\":\"00", "_id\":\"zz"));

    Cli cli = read(file);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err())
        .hasLineCount(1)
        .contains(
            file + ", line 3: trace_id: expected 32 lower-case hexadecimal digits, was \"zz",
            "mend or remove it and import again",
            "the 2 spans before it are stored");
    assertThat(spans(fresh)).hasLineCount(2);
  }

  @Test
  void badOtlp_isNamed_withThePathOrTheSpan() throws IOException {
    String line = Cli.run("export", "--format", "otlp", "--store", Story.write(folder)).out();

    assertThat(failure(line.replace("\"startTimeUnixNano\":\"1", "\"startTimeUnixNano\":\"x1")))
        .contains(
            "line 1: resourceSpans.0.scopeSpans.0.spans.0.startTimeUnixNano: expected a whole"
                + " number, was \"x1");
    assertThat(failure(line.replace("\"spanId\":\"00", "\"spanId\":\"")))
        .contains("line 1: span \"invoke_agent Solver\": spanId: expected 16 hexadecimal digits");
    assertThat(failure(line.substring(0, 5_000) + "\n")).contains("line 1: resourceSpans.0");
    assertThat(failure("[1]\n")).contains("line 1: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"triplets", "messages"})
  void trainingData_isRefused(String format) {
    String lines = Cli.run("export", "--format", format, "--store", Story.write(folder)).out();

    assertThat(failure(lines)).contains("line 1: is training data", "export jsonl or otlp");
  }

  @Test
  void otherFiles_areRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no spans here");
    Path cut = folder.resolve("cut.pb");
    ExportTraceServiceRequest request = OtlpRequests.of(Story.spans());
    Files.write(cut, ByteString.copyFrom(request.toByteArray(), 0, 300).toByteArray());
    Path torn = Files.write(folder.resolve("torn.pb"), new byte[] {0, 0, 1, 0, 10, 1});
    Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'{', '"', (byte) 0xe4});

    assertThat(read(text).err()).contains("notes.txt: is no OTLP: neither JSON");
    assertThat(read(cut).err()).contains("cut.pb, message 1: is no OTLP request");
    assertThat(read(torn).err()).contains("torn.pb, message 1: is cut off after 2 of 256 bytes");
    assertThat(read(latin).err()).contains("latin.json").contains("is no UTF-8");
    assertThat(read(folder.resolve("missing.json")).err()).contains("cannot read", "missing.json");
  }

  @Test
  void filesThatCannotBeRead_areNamedBeforeAStoreIsMade() throws IOException {
    Path good = Files.writeString(folder.resolve("good.jsonl"), lines(Story.spans()));
    Path none = folder.resolve("none.json");

    assertThat(read(good, none).err())
        .isEqualTo("fulgurite: cannot read " + none + ": there is no such file\n");
    assertThat(read(folder).err())
        .isEqualTo("fulgurite: cannot read " + folder + ": it is a folder, name the files in it\n");
    assertThat(folder.resolve("deep")).doesNotExist();
  }

  @Test
  void damageAtTheBeginning_isToldInPlainWords() throws IOException {
    Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'{', '"', (byte) 0xe4});

    assertThat(failure("{broken\n")).contains("line 1: ", "; no span came before it");
    assertThat(read(latin).err())
        .contains("latin.json, at its beginning: is no UTF-8", "; no span came before it");
  }

  @Test
  void prettyJsonThatIsNoUtf8_isNamedToo() throws IOException {
    Path latin =
        Files.write(
            folder.resolve("latin.json"), new byte[] {'{', '\n', '"', (byte) 0xe4, '"', '\n', '}'});

    assertThat(read(latin).err()).contains("latin.json, at its beginning: is no UTF-8");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 700, -1})
  void gzipThatIsCutOrDamaged_isNamed_withWhatWasStored(int at) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(whole)) {
      out.write(lines(Story.spans()).getBytes(UTF_8));
    }
    int end = at < 0 ? whole.size() - 9 : at;
    Path cut = Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(whole.toByteArray(), end));

    Cli cli = read(cut);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err())
        .hasLineCount(1)
        .contains("cut.jsonl.gz", "its gzip data is cut off or damaged: ", "import again")
        .containsPattern("no span came before it|the \\d+ spans before it are stored");
    assertThat(spans(fresh).lines().count()).isEqualTo(stored(cli.err()));
  }

  private static long stored(String message) {
    Matcher spans = Pattern.compile("the (\\d+) spans before").matcher(message);
    return spans.find() ? Long.parseLong(spans.group(1)) : 0;
  }

  @Test
  void gzipOfOneRequestAfterAnother_isReadToTheEnd() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (StoredSpan span : Story.spans()) {
      try (GZIPOutputStream out = new GZIPOutputStream(members)) {
        out.write(lines(List.of(span)).getBytes(UTF_8));
      }
    }
    Path file = Files.write(folder.resolve("members.jsonl.gz"), members.toByteArray());

    assertThat(read(file).out()).startsWith("10 spans read, 10 new");
  }

  private String failure(String content) {
    try {
      Cli cli = read(Files.writeString(folder.resolve("bad.json"), content));
      assertThat(cli.code()).isEqualTo(1);
      assertThat(cli.err()).hasLineCount(1);
      return cli.err();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Cli read(Path... files) {
    String[] args = new String[files.length + 3];
    args[0] = "import";
    args[1] = "--store";
    args[2] = fresh;
    for (int i = 0; i < files.length; i++) {
      args[i + 3] = files[i].toString();
    }
    return Cli.run(args);
  }

  private static String lines(List<StoredSpan> spans) {
    StringBuilder lines = new StringBuilder();
    spans.forEach(span -> lines.append(SpanJson.write(span)).append('\n'));
    return lines.toString();
  }

  private static String spans(String url) {
    return Cli.run("spans", "--store", url).out();
  }
}
