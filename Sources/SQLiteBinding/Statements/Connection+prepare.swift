import CSystemSQLite

extension Connection {
  /// Compiles one statement.
  ///
  /// - Throws: `.error` when there is none or more than one, else what SQLite says, with the place in the
  ///   text.
  public func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    let text = try SQLText(sql)
    var position = text.start
    guard let statement = try next(in: text, at: &position, isScript: false) else {
      throw SQLiteError(.error, "there is no statement in the SQL", sql: sql)
    }
    let rest = text.skippingBlanks(from: position)
    guard try isEmpty(text, from: rest) else {
      throw SQLiteError(.error, "there is more than one statement in the SQL", sql: sql, offset: rest)
    }
    return statement
  }

  /// Compiles the statement at `position`, which moves behind it; nil when only blanks and comments are left.
  ///
  /// Where a statement ends is for SQLite's own parser to say, by the tail pointer of
  /// https://www.sqlite.org/c3ref/prepare.html: semicolons also stand in triggers, strings and comments.
  func next(in text: SQLText, at position: inout Int, isScript: Bool) throws(SQLiteError) -> Statement? {
    while true {
      let start = text.skippingBlanks(from: position)
      guard start < text.end else { return nil }
      let place = SourcePlace(sql: text.text, start: start, isScript: isScript)
      let (compiled, tail) = try compile(text, place)
      position = max(tail, start + 1)
      if let compiled { return Statement(compiled, on: self, at: place) }
    }
  }

  private func compile(
    _ text: SQLText, _ place: SourcePlace
  ) throws(SQLiteError) -> (statement: OpaquePointer?, tail: Int) {
    settle()
    return try whileOpen { handle throws(SQLiteError) in
      var statement: OpaquePointer?
      var tail = text.end
      try SQLiteError.check(handle, at: place, locatesToken: true) {
        text.bytes.withUnsafeBytes { bytes in
          guard let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return SQLITE_NOMEM }
          var end: UnsafePointer<CChar>?
          let count = Int32(bytes.count - place.start)
          let code = sqlite3_prepare_v3(handle, base + place.start, count, 0, &statement, &end)
          if let end { tail = min(end - base, text.end) }
          return code
        }
      }
      return (statement, tail)
    }
  }

  /// Only blanks, comments and semicolons follow. What does not even compile is something.
  private func isEmpty(_ text: SQLText, from rest: Int) throws(SQLiteError) -> Bool {
    guard rest < text.end else { return true }
    var position = rest
    do {
      return try next(in: text, at: &position, isScript: false) == nil
    } catch {
      return false
    }
  }
}
