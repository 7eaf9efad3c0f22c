package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The file's layout and its history: step <i>n</i> makes version <i>n</i> of version <i>n</i> - 1.
 * A released step never changes; a new layout is a new step. Immutable.
 */
final class Schema {
  /** "FULG": tells our files from other programs' databases. */
  private static final int APPLICATION_ID = 0x46554c47;

  static final Schema CURRENT =
      new Schema(
          List.of(
              Step.of(SchemaV1.STEPS),
              Step.of(SchemaV2.STEPS),
              ToVersion3::run,
              SchemaV4::run,
              Step.of(SchemaV5.STEPS),
              SchemaV6::run,
              SchemaV7::run),
          1);

  private final List<Step> steps;
  private final int readableFrom;

  /** Makes one version of the one before, within a transaction. */
  interface Step {
    void run(SqlSession session) throws SQLException;

    static Step of(List<String> statements) {
      return session -> {
        for (String statement : statements) {
          session.run(statement);
        }
      };
    }
  }

  /**
   * @param readableFrom the oldest version that this one's readers can read as it is
   */
  Schema(List<Step> steps, int readableFrom) {
    this.steps = List.copyOf(steps);
    this.readableFrom = readableFrom;
  }

  /** This layout and one step more, which readers cannot do without. */
  Schema then(List<String> step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(Step.of(step));
    return new Schema(more, more.size());
  }

  int version() {
    return steps.size();
  }

  /**
   * Refuses a file that is not ours, newer or of another key; changes nothing. True where it is up
   * to date.
   */
  boolean verify(SqlSession session, StoreFile file) throws SQLException {
    // First, since another process may be filling the file between these statements.
    boolean blank = number(session, "SELECT count(*) FROM sqlite_master") == 0;
    long version = number(session, "PRAGMA user_version");
    long application = number(session, "PRAGMA application_id");
    if (application != APPLICATION_ID && !blank) {
      throw file.failure(
          "is a database of another program; nothing of it was changed: name another path", null);
    }
    if (version > version()) {
      throw file.failure(
          "has schema version "
              + version
              + ", this Fulgurite knows "
              + version()
              + "; nothing of it was changed: use a newer Fulgurite, or name another path",
          null);
    }
    if (!blank) {
      SealingTable.verify(session, file);
    }
    return !blank && version == version();
  }

  /** As {@link #verify}, for those who may not migrate. */
  void verifyForReading(SqlSession session, StoreFile file) throws SQLException {
    boolean upToDate = verify(session, file);
    long version = number(session, "PRAGMA user_version");
    if (!upToDate && version < readableFrom) {
      throw file.failure(
          version == 0
              ? "is empty: run a program with the agent here first, or name another store"
              : "has the older schema version "
                  + version
                  + ": open it once for writing, which brings it to "
                  + version(),
          null);
    }
  }

  /** Brings the file to this version; several processes may try at once. */
  void migrate(SqlSession session, StoreFile file) throws SQLException {
    if (verify(session, file)) {
      return;
    }
    session.run("PRAGMA auto_vacuum = INCREMENTAL"); // heeded only while the file is blank
    session.inTransaction(
        locked -> {
          verify(locked, file);
          int before = (int) number(locked, "PRAGMA user_version");
          for (int v = before; v < version(); v++) {
            steps.get(v).run(locked);
          }
          if (before == 0) {
            SealingTable.create(locked, file);
          }
          locked.run("PRAGMA application_id = " + APPLICATION_ID);
          locked.run("PRAGMA user_version = " + version());
          return true;
        });
  }

  private static long number(SqlSession session, String sql) throws SQLException {
    Long number = session.number(sql);
    return number == null ? 0 : number;
  }
}
