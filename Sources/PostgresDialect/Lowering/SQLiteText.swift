/// SQLite's spelling of names and literals.
package enum SQLiteText {
  /// Always quoted, so that no keyword of any SQLite version can get in the way.
  package static func name(_ name: String) -> String {
    "\"" + name.replacing("\"", by: "\"\"") + "\""
  }

  static func names(_ names: [String]) -> String {
    names.map(name).joined(separator: ", ")
  }

  static func string(_ text: String) -> String {
    "'" + text.replacing("'", by: "''") + "'"
  }

  static func blob(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    var text = "X'"
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text + "'"
  }

  /// The time now in the stored form of a time stamp: https://sqlite.org/lang_datefunc.html
  static let now = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
  static let today = "date('now')"

  /// A random UUID of version 4, by stock SQLite alone:
  /// https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4
  static let randomUUID =
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || "
    + "substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
}

extension String {
  /// `replacing` without Foundation and without regular expressions.
  func replacing(_ character: Character, by replacement: String) -> String {
    guard contains(character) else { return self }
    var result = ""
    for own in self {
      if own == character { result += replacement } else { result.append(own) }
    }
    return result
  }
}
