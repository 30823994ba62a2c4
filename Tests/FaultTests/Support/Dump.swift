import SQLiteBinding

/// Everything that a database holds, but for the times at which migrations ran and the pages where things are.
struct Dump: Hashable, CustomStringConvertible {
  let lines: [String]
  var description: String { lines.joined(separator: "\n") }

  init(_ connection: Connection) throws {
    var lines: [String] = []
    for pragma in ["user_version", "application_id"] {
      lines.append("\(pragma) \(try connection.pragma(pragma) ?? .null)")
    }
    let objects = try connection.query(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    for object in objects {
      lines.append(object.values.map(\.description).joined(separator: " "))
    }
    for object in objects where object[0] == "table" {
      guard let table = object[1].string else { continue }
      let rows = try connection.query("SELECT * FROM \(Self.quoted(table))").map { row in
        let values = zip(row.columns, row.values).map { column, value in
          table == "_migrations" && ["applied_at", "duration_ms"].contains(column) ? "*" : value.description
        }
        return "\(table): \(values.joined(separator: " "))"
      }
      lines += rows.sorted()
    }
    self.lines = lines
  }

  private static func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }

  /// The first lines that differ, for a message.
  func difference(from other: Dump) -> String {
    lines.difference(from: other.lines).prefix(6).map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }.joined(separator: "\n")
  }
}

/// A database that is not whole.
struct Damaged: Error, CustomStringConvertible {
  let description: String
}

extension Dump {
  /// What a database holds after SQLite has put right what it found.
  ///
  /// - Throws: when it is not whole, or rows refer to none.
  init(whole connection: Connection) throws {
    let integrity = try connection.query("PRAGMA integrity_check").map { $0[0].description }
    guard integrity == ["'ok'"] else { throw Damaged(description: integrity.joined(separator: "; ")) }
    let orphans = try connection.query("PRAGMA foreign_key_check")
    guard orphans.isEmpty else { throw Damaged(description: "\(orphans.count) rows refer to none") }
    try self.init(connection)
  }
}
