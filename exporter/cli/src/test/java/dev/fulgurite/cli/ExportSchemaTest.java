package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fulgurite.exporter.store.SpanStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every line that is exported is what its schema in docs/schemas says. */
class ExportSchemaTest {
  private static final Path SCHEMAS = Path.of("../../docs/schemas");
  // Nothing is fetched: the registry is given the texts.
  private static final String HERE = "https://schemas.test/";

  @TempDir Path folder;
  private String store = "";

  @BeforeEach
  void write() {
    store = "sqlite:" + folder.resolve("odd.db");
    try (SpanStore open = Story.open(store)) {
      open.append(OddSpans.all(), null);
      open.append(Story.spans(), null);
      open.append(Attempts.spans(), null);
    }
  }

  @ParameterizedTest
  @CsvSource({"triplets,triplet", "messages,messages", "preferences,preference"})
  void everyLine_isValid(String format, String schema) {
    Schema expected = schema(schema);

    Cli cli = Cli.run("export", "--format", format, "--store", store);

    assertThat(cli.code()).isZero();
    assertThat(cli.out().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(expected.validate(line, InputFormat.JSON)).isEmpty());
  }

  @Test
  void schema_findsWhatIsWrong() {
    assertThat(
            schema("messages").validate("{\"messages\":[{\"role\":\"bot\"},{}]}", InputFormat.JSON))
        .isNotEmpty();
  }

  private static Schema schema(String name) {
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(ExportSchemaTest::text))
        .getSchema(SchemaLocation.of(HERE + name + ".schema.json"));
  }

  private static String text(String location) {
    try {
      return Files.readString(SCHEMAS.resolve(location.substring(HERE.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
