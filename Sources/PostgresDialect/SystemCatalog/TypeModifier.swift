/// The modifier of a type as `pg_attribute` keeps it, back in words.
/// https://www.postgresql.org/docs/15/functions-info.html#FUNCTIONS-INFO-CATALOG
package enum TypeModifier {
  /// `numeric` and 524294 are `numeric(8,2)`.
  package static func formatted(_ name: String, _ modifier: Int) -> String {
    guard modifier >= 0 else { return name }
    let isArray = name.hasSuffix("[]")
    let base = isArray ? String(name.dropLast(2)) : name
    let list: String
    switch base {
    case "character varying", "character": list = "(\(modifier - 4))"
    case "numeric":
      let scale = ((modifier - 4) & 0x7FF) ^ 1024
      list = "(\((modifier - 4) >> 16 & 0xFFFF),\(scale - 1024))"
    case "time without time zone", "time with time zone", "timestamp without time zone",
      "timestamp with time zone", "interval", "bit", "bit varying", "vector":
      list = "(\(modifier))"
    default: return name
    }
    var text = base
    if base.hasPrefix("time"), let blank = text.firstIndex(of: " ") {
      text.insert(contentsOf: list, at: blank)
    } else {
      text += list
    }
    return text + (isArray ? "[]" : "")
  }
}
