package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A query made at run time. Immutable. */
record Select(String sql, List<Object> values) {
  Select {
    values = List.copyOf(values);
  }

  /** One use of it at a time. */
  PreparedStatement prepare(SqlSession session) throws SQLException {
    PreparedStatement statement = session.preparedLately(sql);
    SqlSession.bind(statement, values.toArray());
    return statement;
  }
}
