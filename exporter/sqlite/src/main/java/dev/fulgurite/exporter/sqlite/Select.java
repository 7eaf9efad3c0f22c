package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A query made at run time. Immutable. */
record Select(String sql, List<Object> values) {
  Select {
    values = List.copyOf(values);
  }

  /** The caller closes it. */
  PreparedStatement prepare(SqlSession session) throws SQLException {
    PreparedStatement statement = session.prepareOnce(sql);
    SqlSession.bind(statement, values.toArray());
    return statement;
  }
}
