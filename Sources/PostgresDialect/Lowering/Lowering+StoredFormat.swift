/// Text made of times and arrays by stock SQLite, in what is stored.
extension Lowering {
  /// `to_char` of a time by a pattern that `strftime` has the words for: https://sqlite.org/lang_datefunc.html
  mutating func storedFormat(_ arguments: [Expression], at range: SourceRange) throws(Diagnostic) -> TypedSQL?
  {
    guard arguments.count == 2, case .string(let pattern) = arguments[1].kind else { return nil }
    let value = try lower(arguments[0])
    guard [.timestamp, .timestamptz, .date].contains(schema.baseType(value.type).base),
      let parts = Self.parts(of: pattern)
    else { return nil }
    let texts = parts.map { part in
      switch part {
      case .format(let format): "strftime(\(SQLiteText.string(format)), \(value.sql))"
      case .milliseconds: "substr(strftime('%f', \(value.sql)), 4)"
      }
    }
    return TypedSQL(texts.joined(separator: " || "), .text, isCompound: texts.count > 1)
  }

  private enum FormatPart {
    case format(String)
    case milliseconds
  }

  private static let formats = [
    ("YYYY", "%Y"), ("HH24", "%H"), ("MM", "%m"), ("DD", "%d"), ("MI", "%M"), ("SS", "%S"),
  ]

  /// Nil for a pattern with other words.
  private static func parts(of pattern: String) -> [FormatPart]? {
    var parts: [FormatPart] = []
    var format = ""
    var rest = Substring(pattern)
    while let first = rest.first {
      if let (word, own) = formats.first(where: { rest.hasPrefix($0.0) }) {
        format += own
        rest.removeFirst(word.count)
      } else if rest.hasPrefix("MS") {
        if !format.isEmpty { parts.append(.format(format)) }
        parts.append(.milliseconds)
        format = ""
        rest.removeFirst(2)
      } else if first == "\"" {
        rest.removeFirst()
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        format += String(rest[..<end]).replacing("%", by: "%%")
        rest = rest[rest.index(after: end)...]
      } else {
        guard first.isASCII, !first.isLetter, !first.isNumber, first != "\\" else { return nil }
        format += first == "%" ? "%%" : String(first)
        rest.removeFirst()
      }
    }
    if !format.isEmpty { parts.append(.format(format)) }
    return parts.isEmpty ? nil : parts
  }

  /// `array_to_string`, which leaves NULLs out.
  mutating func joinedArray(_ arguments: [Expression], at range: SourceRange) throws(Diagnostic) -> TypedSQL?
  {
    guard arguments.count == 2 else { return nil }
    let array = try lower(arguments[0])
    guard array.type.isArray, [.string, .uuid].contains(schema.baseType(array.type.element).category) else {
      return nil
    }
    let separator = try coerce(try lower(arguments[1]), to: .text, at: arguments[1].range)
    let (whole, values) = ("\"_a\".\"a\"", "json_each(\"_a\".\"a\") WHERE value IS NOT NULL")
    return TypedSQL(
      "(SELECT CASE WHEN \(whole) IS NOT NULL AND \(separator.operand) IS NOT NULL THEN "
        + "coalesce((SELECT group_concat(value, \(separator.sql)) FROM \(values)), '') END "
        + "FROM (SELECT \(array.sql) AS \"a\") AS \"_a\")", .text)
  }
}
