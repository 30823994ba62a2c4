/// Words and constants as PostgreSQL writes them back.
///
/// What is printed is read again as an equal tree: `parse(x.postgres) == x`, for every statement that is not
/// `.other`. Names are quoted when they must be, types are spelled as `format_type` does, parentheses stand
/// where precedence wants them.
package enum PostgresPrinter {
  /// A name, quoted unless it is a plain lower-case word and no keyword that a name could be taken for, as
  /// `quote_ident` does.
  package static func name(_ text: String) -> String {
    let utf8 = text.utf8
    let isPlain =
      utf8.first.map { $0 == UInt8(ascii: "_") || $0 >= 0x61 && $0 <= 0x7A } ?? false
      && utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0 >= 0x61 && $0 <= 0x7A || $0.isDigit }
    if isPlain {
      let category = Keywords.entry(text)?.category ?? .none
      if category == .none || category == .unreserved { return text }
    }
    return quoted(text, with: "\"")
  }

  /// A string constant.
  static func string(_ text: String) -> String { quoted(text, with: "'") }

  private static func quoted(_ text: String, with quote: Character) -> String {
    var result = String(quote)
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(scalar)
      if Character(scalar) == quote { result.unicodeScalars.append(scalar) }
    }
    return result + String(quote)
  }

  static func names(_ names: [Identifier]) -> String {
    names.map(\.postgres).joined(separator: ", ")
  }

  /// `(a, b)`, or nothing.
  static func columns(_ names: [Identifier]) -> String {
    names.isEmpty ? "" : "(\(self.names(names)))"
  }

  /// The parts that are there, a blank between them.
  static func joined(_ parts: String?...) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension Identifier {
  var postgres: String { PostgresPrinter.name(text) }
}

extension QualifiedName {
  var postgres: String { (schema.map { $0.postgres + "." } ?? "") + name.postgres }
}

extension [QualifiedName] {
  var postgres: String { map(\.postgres).joined(separator: ", ") }
}

extension TypeName {
  /// As `format_type` spells it: https://www.postgresql.org/docs/15/functions-info.html
  var postgres: String { spelling + String(repeating: "[]", count: arrayDimensions) }

  private var spelling: String {
    guard name.schema == nil else { return name.postgres + length }
    switch name.name.text {
    case "int2": return "smallint" + length
    case "int4": return "integer" + length
    case "int8": return "bigint" + length
    case "float4": return "real" + length
    case "float8": return "double precision" + length
    case "bool": return "boolean" + length
    case "numeric": return "numeric" + length
    case "varchar": return "character varying" + length
    case "varbit": return "bit varying" + length
    // Without a length these are not what their keywords mean, which is a length of one.
    case "bpchar": return modifiers.isEmpty ? "bpchar" : "character" + length
    case "bit": return modifiers.isEmpty ? "\"bit\"" : "bit" + length
    case "time": return "time\(length) without time zone"
    case "timetz": return "time\(length) with time zone"
    case "timestamp": return "timestamp\(length) without time zone"
    case "timestamptz": return "timestamp\(length) with time zone"
    case "interval": return PostgresPrinter.joined("interval", intervalFields) + length
    default: return name.postgres + length
    }
  }

  private var length: String {
    modifiers.isEmpty ? "" : "(\(modifiers.map(String.init).joined(separator: ",")))"
  }
}

extension SequenceOptions {
  /// The options, a blank before each.
  var postgres: String {
    var text = ""
    if let name { text += " SEQUENCE NAME \(name.postgres)" }
    if let type { text += " AS \(type.postgres)" }
    if let increment { text += " INCREMENT BY \(increment)" }
    if let minimum { text += " MINVALUE \(minimum)" }
    if noMinimum { text += " NO MINVALUE" }
    if let maximum { text += " MAXVALUE \(maximum)" }
    if noMaximum { text += " NO MAXVALUE" }
    if let start { text += " START WITH \(start)" }
    switch restart {
    case .fromStart: text += " RESTART"
    case .with(let value): text += " RESTART WITH \(value)"
    case nil: break
    }
    if let cache { text += " CACHE \(cache)" }
    if let cycles { text += cycles ? " CYCLE" : " NO CYCLE" }
    if let ownedBy {
      text += " OWNED BY " + (ownedBy.isEmpty ? "NONE" : ownedBy.map(\.postgres).joined(separator: "."))
    }
    return text
  }

  /// In parentheses behind `AS IDENTITY`.
  var parenthesized: String {
    let text = postgres
    return text.isEmpty ? "" : " (\(text.dropFirst()))"
  }
}
