extension Connection {
  /// The value of a pragma that can be read, such as `user_version` or `main.journal_mode`:
  /// https://www.sqlite.org/pragma.html
  ///
  /// - Returns: the first column of the first row; nil when there is none, as for an unknown pragma.
  public func pragma(_ name: String) throws(SQLiteError) -> Value? {
    try value("PRAGMA \(pragmaName(name))")
  }

  /// Sets a pragma. What cannot be set is ignored by SQLite, so read it back with ``pragma(_:)``.
  public func setPragma(_ name: String, _ value: String) throws(SQLiteError) {
    try run("PRAGMA \(pragmaName(name)) = \(quoted(value, with: "'"))")
  }

  /// Runs `body` with a pragma set, and puts it back on every path; where that fails, before the next statement for which it
  /// does not.
  ///
  /// `value` is a number, or a word as the manual writes it: `ON`, `EXTRA`, `wal`.
  ///
  /// - Throws: `.error` when the pragma cannot be read, does not take or cannot be put back, as many cannot
  ///   inside a transaction; what `body` throws comes first.
  public func withPragma<T>(_ name: String, _ value: String, _ body: () throws -> T) throws -> T {
    guard let before = try pragma(name)?.plainText else {
      throw SQLiteError(.error, "PRAGMA \(name) has no value that could be put back")
    }
    do {
      try require(name, value)
    } catch {
      try? putBack(name, before)
      throw error
    }
    return try restoring(body) { try putBack(name, before) }
  }

  private func putBack(_ name: String, _ value: String) throws(SQLiteError) {
    do {
      try require(name, value)
    } catch {
      postpone(.pragma(name: name, value: value))
      throw error
    }
  }

  private func require(_ name: String, _ value: String) throws(SQLiteError) {
    try setPragma(name, value)
    let now = try pragma(name)?.plainText ?? ""
    guard meaning(of: now, in: name) == meaning(of: value, in: name) else {
      throw SQLiteError(.error, "PRAGMA \(name) is \(now) and cannot be set to \(value)")
    }
  }

  /// A name cannot be a parameter, so it is spelled into the statement and must be nothing but a name.
  private func pragmaName(_ name: String) throws(SQLiteError) -> String {
    let isName = name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }
    guard isName else { throw SQLiteError(.error, "\(quoted(name, with: "\"")) is not the name of a pragma") }
    return name
  }
}

/// A setting as SQLite reads it back: words are numbers to it, except where the pragma's value is itself a
/// word.
private func meaning(of value: String, in pragma: String) -> String {
  let word = value.lowercased()
  let words: [String: String] =
    switch pragma.split(separator: ".").last?.lowercased() {
    case "synchronous": ["off": "0", "normal": "1", "full": "2", "extra": "3"]
    case "temp_store": ["default": "0", "file": "1", "memory": "2"]
    case "auto_vacuum": ["none": "0", "full": "1", "incremental": "2"]
    case "journal_mode", "locking_mode", "encoding": [:]
    default: ["off": "0", "no": "0", "false": "0", "on": "1", "yes": "1", "true": "1", "fast": "2"]
    }
  return words[word] ?? word
}

extension Value {
  /// As it would be written after `PRAGMA name =`.
  fileprivate var plainText: String? {
    string ?? (isNull || bytes != nil ? nil : description)
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
