import Migrations
import TestSupport
import Testing

/// What the stock program finds in a file: https://sqlite.org/cli.html
@Suite struct StockShellTests {
  @Test(arguments: [1, 7])
  func `a row needs only what PostgreSQL would require`(version: Int) throws {
    let folder = try TemporaryDirectory()
    let path = try migrated(folder, to: version)
    var maker = RequiredColumns(path: path)
    for table in try maker.tables {
      let rowid = try maker.insert(into: table)
      let columns = try maker.columns(of: table)
      for column in columns where column.hasDefault {
        let text =
          try SQLiteShell.rows(
            "SELECT \"\(column.name)\" FROM \"\(table)\" WHERE rowid = \(rowid);", on: path)[0][0] ?? "NULL"
        let label = "\(table).\(column.name) = \(text)"
        switch column.name {
        case "id":
          #expect(
            text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil,
            "\(label)")
        case "created_at", "updated_at", "recorded_at":
          #expect(text.wholeMatch(of: /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d{3}Z?/) != nil, "\(label)")
          let isNow = try SQLiteShell.rows(
            "SELECT abs(julianday('now') - julianday('\(text)')) < 0.01;", on: path)
          #expect(isNow == [["1"]], "\(label)")
        case "metadata", "attributes", "data", "source_metadata", "extraction_metadata":
          #expect(text == "{}", "\(label)")
        case "tags", "attachments": #expect(text == "[]", "\(label)")
        default: break
        }
      }
    }
    #expect(try SQLiteShell.rows("PRAGMA integrity_check;", on: path) == [["ok"]])
    #expect(try SQLiteShell.rows("PRAGMA foreign_key_check;", on: path).isEmpty)
  }

  @Test func `the first version has eleven tables`() throws {
    let folder = try TemporaryDirectory()
    let maker = RequiredColumns(path: try migrated(folder, to: 1))
    #expect(
      try maker.tables == [
        "configurations", "conversations", "edges", "encryption", "messages", "nodes", "remembered_content",
        "source_edges", "source_nodes", "sources", "topics",
      ])
  }

  @Test func `NULL in a required column is refused, in every table`() throws {
    let folder = try TemporaryDirectory()
    let path = try migrated(folder, to: 7)
    var maker = RequiredColumns(path: path)
    var count = 0
    for table in try maker.tables {
      let values = try maker.values(for: table)
      for index in values.indices {
        var wrong = values
        wrong[index].value = "NULL"
        try expectRefusal(RequiredColumns.statement(table, wrong), "NOT NULL", path)
        count += 1
      }
    }
    #expect(count > 15)
  }

  @Test func `an orphan is refused, in every table`() throws {
    let folder = try TemporaryDirectory()
    let path = try migrated(folder, to: 7)
    var maker = RequiredColumns(path: path)
    var count = 0
    for table in try maker.tables {
      let values = try maker.values(for: table)
      for column in try maker.parents(of: table).keys {
        let orphan =
          values.filter { $0.column != column } + [(column, "'00000000-0000-4000-8000-000000000000'")]
        try expectRefusal(RequiredColumns.statement(table, orphan), "FOREIGN KEY", path)
        count += 1
      }
    }
    #expect(count > 10)
  }

  @Test func `a value of the wrong shape is refused, in every column`() throws {
    let folder = try TemporaryDirectory()
    let path = try migrated(folder, to: 7)
    var maker = RequiredColumns(path: path)
    let wrong = [
      "id": "'not-a-uuid'", "metadata": "'{bad'", "attributes": "'{bad'", "data": "'nope'", "tags": "'[1,'",
      "setting_value": "'{'", "created_at": "'yesterday'", "updated_at": "'2025-13-40'", "is_pinned": "2",
      "weight": "7.5", "embedding": "'[1,2]'", "name_embedding": "'none'", "role": "'robot'",
    ]
    var count = 0
    for table in try maker.tables {
      let values = try maker.values(for: table)
      for column in try maker.columns(of: table) {
        guard let value = wrong[column.name] else { continue }
        let row = values.filter { $0.column != column.name } + [(column.name, value)]
        try expectRefusal(RequiredColumns.statement(table, row), "CHECK", path)
        count += 1
      }
    }
    #expect(count > 40)
  }

  static let duplicates = [
    "INSERT INTO topics (name) VALUES ('One'); INSERT INTO topics (name) VALUES ('ONE');",
    "INSERT INTO sources (target_type, target_id, name) VALUES ('a', 'b', 'c'), ('a', 'b', 'd');",
    "INSERT INTO nodes (node_type, name) VALUES ('a', 'b'), ('a', 'b');",
    "INSERT INTO configurations (key) VALUES ('k'), ('k');",
    "INSERT INTO user_settings (setting_key, setting_value) VALUES ('k', '1'), ('k', '2');",
    "INSERT INTO memories (source_url, title, content) VALUES ('u', 'a', 'b'), ('u', 'c', 'd');",
    "INSERT INTO topics (id, name) VALUES ('6f1c1a52-0b5e-4c0e-9c65-3d1f0f4b7a01', 'Again');",
    "INSERT INTO topics (id, name) VALUES ('6F1C1A52-0B5E-4C0E-9C65-3D1F0F4B7A01', 'Again, in capitals');",
  ]

  @Test(arguments: duplicates)
  func `a duplicate of a key is refused`(_ sql: String) throws {
    let folder = try TemporaryDirectory()
    try expectRefusal(sql, "UNIQUE", try migrated(folder, to: 7))
  }

  @Test func `updated_at moves with every change`() throws {
    let folder = try TemporaryDirectory()
    let path = try migrated(folder, to: 7)
    var maker = RequiredColumns(path: path)
    var count = 0
    for table in try maker.tables
    where try maker.columns(of: table).contains(where: { $0.name == "updated_at" }) {
      let past = try SQLiteShell.rows("SELECT updated_at FROM topics LIMIT 1;", on: path)[0][0] ?? ""
      #expect(past.hasPrefix("2025-01-01"))
      let values = try maker.values(for: table) + [("updated_at", "'\(past)'"), ("created_at", "'\(past)'")]
      let insert = RequiredColumns.statement(table, values)
      let row = try SQLiteShell.rows(
        insert + "UPDATE \"\(table)\" SET created_at = created_at WHERE rowid = last_insert_rowid();"
          + "SELECT updated_at > '2025-06', julianday('now') - julianday(updated_at) < 0.01, created_at "
          + "FROM \"\(table)\" WHERE rowid = last_insert_rowid();", on: path)
      #expect(row == [["1", "1", past]], "\(table)")
      count += 1
    }
    #expect(count == 9)
  }

  private func migrated(_ folder: TemporaryDirectory, to version: Int) throws -> String {
    let path = folder.path("a.db")
    try quiet(try MigrationFolder(Fixtures.path("Memorall")).migrations()).run(at: path, to: version)
    return path
  }

  private func expectRefusal(
    _ sql: String, _ word: String, _ path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let result = try SQLiteShell.run(sql, on: path)
    #expect(result.status == 1, "\(sql)", sourceLocation: sourceLocation)
    #expect(result.stderr.contains(word), "\(sql): \(result.stderr)", sourceLocation: sourceLocation)
  }
}
