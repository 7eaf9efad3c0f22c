package dev.fulgurite.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
  private final StringWriter out = new StringWriter();
  private final Table table = new Table().left("name").right("n");

  @Test
  void print_alignsByWhatIsSeen() {
    table.row("a", "1");
    table.row("数学", "22");
    table.row("e\u0301", new Table.Cell("3", Ansi.ON::red));

    table.print(new PrintWriter(out, true), Ansi.OFF);

    assertThat(out).hasToString("name   n\na      1\n数学  22\ne\u0301      \u001b[31m3\u001b[0m\n");
  }

  @Test
  void row_refusesTheWrongNumberOfCells() {
    assertThatThrownBy(() -> table.row("a")).hasMessage("1 cells for 2");
  }
}
