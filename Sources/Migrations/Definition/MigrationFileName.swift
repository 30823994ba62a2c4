/// What the name of a migration's file says: `003_add_user_settings.sql`, `003_add_user_settings.down.sql`.
struct MigrationFileName: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    /// One file with everything.
    case whole
    case up
    case down
  }

  var id: String
  var version: Int
  var description: String
  var part: Part

  /// Nil when the name does not begin with a number and an underscore.
  init?(_ file: String) {
    guard file.lowercased().hasSuffix(".sql") else { return nil }
    var stem = String(file.dropLast(4))
    part = .whole
    if stem.hasSuffix(".up") {
      stem = String(stem.dropLast(3))
      part = .up
    } else if stem.hasSuffix(".down") {
      stem = String(stem.dropLast(5))
      part = .down
    }
    let digits = stem.prefix { $0.isASCII && $0.isNumber }
    let rest = stem.dropFirst(digits.count)
    guard let version = Int(digits), let separator = rest.first, separator == "_" || separator == "-",
      rest.count > 1
    else { return nil }
    id = stem
    self.version = version
    description = Self.sentence(String(rest.dropFirst()))
  }

  /// `add_user_settings` as `Add user settings`.
  static func sentence(_ words: String) -> String {
    let text = String(words.map { $0 == "_" || $0 == "-" ? " " : $0 })
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// A description as a part of a file's name: `Add user settings` as `add_user_settings`.
  static func slug(_ description: String) -> String {
    var result = ""
    for character in description.lowercased() {
      if character.isLetter || character.isNumber {
        result.append(character)
      } else if !result.isEmpty, result.last != "_" {
        result.append("_")
      }
    }
    while result.last == "_" { result.removeLast() }
    return result
  }
}
