package dev.fulgurite.exporter.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query. Immutable.
 *
 * @param rows of numbers, strings, byte arrays and nulls, one for each column
 * @param cut whether there were more rows
 */
public record SqlRows(
    List<String> columns, List<? extends List<? extends @Nullable Object>> rows, boolean cut) {
  /** Takes its own copies of the lists. */
  public SqlRows {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(new ArrayList<>(rows));
  }
}
