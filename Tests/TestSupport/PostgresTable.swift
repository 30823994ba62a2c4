/// A table of a PostgreSQL database as its catalog describes it.
public struct PostgresTable: Sendable, Hashable {
  public let schema: String
  public let name: String
  public var columns: [Column]
  /// The columns of each primary key, unique constraint and unique index of plain columns.
  public var keys: [[String]]
  public var foreignKeys: [ForeignKey]
  /// The definitions of its checks, and of those of its columns' domains.
  public var checks: [String]

  public struct Column: Sendable, Hashable {
    public let name: String
    /// Of a domain, its base type's; of an array, its elements'.
    public let type: String
    /// `format_type` of what was declared.
    public let declared: String
    /// The modifier of the type: a length and 4, or precision and scale in one number; -1 without.
    public let modifier: Int
    public let isArray: Bool
    public let isNotNull: Bool
    public let hasDefault: Bool
    /// True where PostgreSQL alone gives the value: generated columns and identities that are always generated.
    public let isGenerated: Bool
    /// True where a sequence gives the value that is left out.
    public let isCounting: Bool
    /// The labels of an enum.
    public let labels: [String]
  }

  public struct ForeignKey: Sendable, Hashable {
    public let columns: [String]
    public let schema: String
    public let table: String
    public let referenced: [String]
  }

  /// The name as SQL, quoted.
  public var sql: String { "\(Self.quoted(schema)).\(Self.quoted(name))" }

  public static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

extension PostgresDatabase {
  /// The tables of its users, each after those that it refers to, as far as there is such an order.
  public func tables() throws -> [PostgresTable] {
    var tables = try run(Self.tablesQuery).get().rows.map { row in
      PostgresTable(
        schema: row[0] ?? "", name: row[1] ?? "", columns: [], keys: Self.lists(row[2]), foreignKeys: [],
        checks: Self.list(row[3]))
    }
    for index in tables.indices {
      let name = tables[index].sql
      let text = "'\(name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
      tables[index].columns = try run(Self.columnsQuery(text)).get().rows.map(Self.column)
      tables[index].foreignKeys = try run(Self.foreignKeysQuery(text)).get().rows.map { row in
        PostgresTable.ForeignKey(
          columns: Self.list(row[0]), schema: row[1] ?? "", table: row[2] ?? "", referenced: Self.list(row[3])
        )
      }
    }
    return Self.parentsFirst(tables)
  }

  private static func column(_ row: [String?]) -> PostgresTable.Column {
    PostgresTable.Column(
      name: row[0] ?? "", type: row[1] ?? "", declared: row[2] ?? "", modifier: Int(row[3] ?? "") ?? -1,
      isArray: row[4] == "t", isNotNull: row[5] == "t", hasDefault: row[6] == "t", isGenerated: row[7] == "t",
      isCounting: row[8] == "t", labels: list(row[9]))
  }

  private static func parentsFirst(_ tables: [PostgresTable]) -> [PostgresTable] {
    var rest = tables
    var result: [PostgresTable] = []
    while !rest.isEmpty {
      let waiting = Set(rest.map(\.sql))
      let isFree = { (table: PostgresTable) in
        table.foreignKeys.allSatisfy { key in
          let parent = "\(PostgresTable.quoted(key.schema)).\(PostgresTable.quoted(key.table))"
          return parent == table.sql || !waiting.contains(parent)
        }
      }
      let free = rest.filter(isFree)
      // A cycle: in any order.
      guard !free.isEmpty else { return result + rest }
      result += free
      rest.removeAll(where: isFree)
    }
    return result
  }

  // Lists travel with a character between their items that no name has.
  private static func list(_ text: String?) -> [String] {
    guard let text, !text.isEmpty else { return [] }
    return text.split(separator: "\u{1f}", omittingEmptySubsequences: false).map(String.init)
  }

  private static func lists(_ text: String?) -> [[String]] {
    guard let text, !text.isEmpty else { return [] }
    return text.split(separator: "\u{1e}", omittingEmptySubsequences: false).map { list(String($0)) }
  }

  private static let names =
    "(SELECT string_agg(a.attname, chr(31) ORDER BY listed.place) FROM unnest(%) WITH ORDINALITY AS listed(number, place) "
    + "JOIN pg_attribute a ON a.attrelid = & AND a.attnum = listed.number)"

  private static func names(_ numbers: String, of table: String) -> String {
    names.split(separator: "%", omittingEmptySubsequences: false).joined(separator: numbers)
      .split(separator: "&", omittingEmptySubsequences: false).joined(separator: table)
  }

  private static let tablesQuery = """
    SELECT n.nspname, c.relname,
      (SELECT string_agg(\(names("i.indkey::int2[]", of: "i.indrelid")), chr(30) ORDER BY i.indexrelid)
        FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indexprs IS NULL AND i.indpred IS NULL),
      (SELECT string_agg(text, chr(31) ORDER BY text) FROM (
        SELECT pg_get_constraintdef(k.oid) AS text FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'
        UNION ALL
        SELECT replace(pg_get_constraintdef(k.oid), 'VALUE', quote_ident(a.attname))
        FROM pg_attribute a JOIN pg_constraint k ON k.contypid = a.atttypid
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS checks)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
    ORDER BY n.nspname, c.relname
    """

  private static func columnsQuery(_ table: String) -> String {
    """
    SELECT a.attname, e.typname, format_type(a.atttypid, a.atttypmod),
      CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END, b.typcategory = 'A',
      a.attnotnull OR t.typnotnull, a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL,
      a.attgenerated <> '' OR a.attidentity = 'a',
      a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false),
      (SELECT string_agg(l.enumlabel, chr(31) ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = e.oid)
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
      JOIN pg_type e ON e.oid = CASE WHEN b.typcategory = 'A' THEN b.typelem ELSE b.oid END
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = \(table)::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
    """
  }

  private static func foreignKeysQuery(_ table: String) -> String {
    """
    SELECT \(names("k.conkey", of: "k.conrelid")), n.nspname, c.relname, \(names("k.confkey", of: "k.confrelid"))
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.confrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE k.contype = 'f' AND k.conparentid = 0 AND k.conrelid = \(table)::regclass ORDER BY k.conname
    """
  }
}
