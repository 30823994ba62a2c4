import PostgresDialect
import Testing

/// What alterations of a table with rows cost: rows are copied once at most, and only where nothing less does it.
@Suite struct CostTests {
  static let table = """
    CREATE TABLE p (id integer PRIMARY KEY);
    CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, c text DEFAULT 'c', p integer, v varchar(5));
    """

  /// How often all rows are copied, and how often they are written where they are.
  private func cost(_ sql: String) throws -> (copies: Int, fills: Int) {
    var translator = Translator()
    #expect(!translator.translate(SourceText(Self.table)).hasErrors)
    let translation = translator.translate(SourceText(sql))
    #expect(translation.diagnostics.isEmpty, "\(translation.diagnostics)")
    var (copies, fills) = (0, 0)
    for step in translation.statements.flatMap(\.steps) {
      switch step {
      case .rebuild: copies += 1
      case .fill(let sql) where !sql.contains(" WHERE "): fills += 1
      default: break
      }
    }
    return (copies, fills)
  }

  @Test(arguments: [
    "ALTER TABLE t ADD CHECK (a > 0)", "ALTER TABLE t ADD FOREIGN KEY (p) REFERENCES p",
    "ALTER TABLE t ALTER COLUMN a SET NOT NULL", "ALTER TABLE t ALTER COLUMN a DROP NOT NULL",
    "ALTER TABLE t ALTER COLUMN a SET DEFAULT 1", "ALTER TABLE t ALTER COLUMN c DROP DEFAULT",
    "ALTER TABLE t ADD UNIQUE (a)", "ALTER TABLE t ADD COLUMN d text",
    "ALTER TABLE t ADD COLUMN d text NOT NULL DEFAULT 'd'", "ALTER TABLE t ADD COLUMN d int REFERENCES p",
    "ALTER TABLE t RENAME COLUMN a TO d", "ALTER TABLE t ALTER COLUMN a TYPE bigint",
    "ALTER TABLE t ALTER COLUMN v TYPE varchar(9)", "ALTER TABLE t ALTER COLUMN v TYPE text",
    "ALTER TABLE t DROP COLUMN a",
    "ALTER TABLE p RENAME TO q", "ALTER TABLE t RENAME CONSTRAINT t_pkey TO key",
  ])
  func `no row is copied or rewritten by us`(_ sql: String) throws {
    #expect(try cost(sql) == (0, 0))
  }

  @Test(arguments: [
    "ALTER TABLE t ADD COLUMN d uuid DEFAULT gen_random_uuid()",
    "ALTER TABLE t ALTER COLUMN a TYPE text", "ALTER TABLE t ALTER COLUMN b TYPE varchar(9)",
    "ALTER TABLE t ALTER COLUMN b TYPE integer USING b::integer",
    """
    ALTER TABLE t ALTER COLUMN a TYPE text; ALTER TABLE t ADD COLUMN d timestamptz DEFAULT now();
    ALTER TABLE t ALTER COLUMN c TYPE integer USING length(c), ALTER COLUMN c DROP DEFAULT;
    """,
  ])
  func `rows are written once where they are`(_ sql: String) throws {
    #expect(try cost(sql) == (0, 1))
  }

  @Test(arguments: [
    "ALTER TABLE t DROP CONSTRAINT t_pkey", "ALTER TABLE t DROP COLUMN a, DROP COLUMN b",
    "ALTER TABLE t ADD COLUMN d int GENERATED ALWAYS AS (a + 1) STORED",
    """
    ALTER TABLE t DROP CONSTRAINT t_pkey; ALTER TABLE t ADD PRIMARY KEY (id, a); ALTER TABLE t ADD COLUMN d int DEFAULT 1;
    ALTER TABLE t ADD COLUMN e uuid DEFAULT gen_random_uuid(); ALTER TABLE t ALTER COLUMN b TYPE integer USING b::integer;
    ALTER TABLE t ALTER COLUMN c SET NOT NULL; ALTER TABLE t ADD CHECK (b > 0); ALTER TABLE t DROP COLUMN p;
    ALTER TABLE t ADD UNIQUE (c); ALTER TABLE t ALTER COLUMN d SET DEFAULT 2;
    """,
  ])
  func `rows are copied once`(_ sql: String) throws {
    #expect(try cost(sql) == (1, 0))
  }
}
