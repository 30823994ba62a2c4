/// One overload of a PostgreSQL function or operator, and what it is in SQLite.
///
/// Written as a line: `lpad(text, int, text) text = SQLite's own words => pg_lpad($1, $2, $3)`. What is stored can only
/// be in SQLite's words; what runs once prefers the function of ours, which is exact where the words are not. A line with
/// neither is a function of ours by the same name. `$1` is an argument, `$t1` the word for its type, `$*` all arguments.
struct FunctionRule: Sendable {
  var name: String
  var parameters: [Parameter]
  /// The last parameter takes any number of arguments.
  var isVariadic = false
  var result: Result
  var volatility = Volatility.immutable
  var stock: String?
  var runtime: String?

  /// What an argument may be.
  enum Parameter: Sendable, Hashable {
    /// This type, or one that becomes it by itself.
    case type(PostgresType)
    case text
    case integer
    case number
    case json
    case array
    case enumeration
    case any
    /// Anything, as PostgreSQL's text of it.
    case anyText
    /// Anything, cast to text.
    case asText
  }

  enum Result: Sendable {
    case type(PostgresType)
    /// The type of an argument, counted from 0.
    case argument(Int)
    /// An array of the first argument's type.
    case arrayOfFirst
    /// The elements' type of the first argument.
    case elementOfFirst
  }

  enum Volatility: String, Sendable {
    case immutable
    case stable
    case volatile
  }

  /// SQLite's text for a purpose; nil when there is none.
  func template(isStored: Bool) -> String? { isStored ? stock : runtime ?? stock }
}

extension FunctionRule {
  /// Nil for a line that is none.
  init?(line: String) {
    let parts = line.components(around: " => ")
    let halves = parts[0].components(around: " = ")
    guard let open = halves[0].firstIndex(of: "("), let close = halves[0].lastIndex(of: ")") else {
      return nil
    }
    name = String(halves[0][..<open])
    let words = halves[0][open...].dropFirst().prefix { $0 != ")" }.split(separator: ",").map {
      String($0).trimmingBlanks()
    }
    var parameters: [Parameter] = []
    for word in words {
      let isRest = word.hasSuffix("...")
      guard let parameter = Parameter(isRest ? String(word.dropLast(3)) : word) else { return nil }
      parameters.append(parameter)
      isVariadic = isVariadic || isRest
    }
    self.parameters = parameters
    let tail = halves[0][close...].dropFirst().split(separator: " ")
    guard let result = tail.first.flatMap({ Result(String($0)) }) else { return nil }
    self.result = result
    if tail.count > 1 { volatility = Volatility(rawValue: String(tail[1])) ?? .immutable }
    stock = halves.count > 1 ? halves.dropFirst().joined(separator: " = ") : nil
    runtime = parts.count > 1 ? parts[1] : nil
    if stock == nil, runtime == nil { runtime = "pg_\(name)($*)" }
  }
}

extension FunctionRule.Parameter {
  init?(_ word: String) {
    switch word {
    case "text": self = .text
    case "int": self = .integer
    case "number": self = .number
    case "anyjson": self = .json
    case "array": self = .array
    case "enum": self = .enumeration
    case "any": self = .any
    case "anytext": self = .anyText
    case "astext": self = .asText
    default:
      guard let type = PostgresType(word: word) else { return nil }
      self = .type(type)
    }
  }
}

extension FunctionRule.Result {
  init?(_ word: String) {
    switch word {
    case "same": self = .argument(0)
    case "second": self = .argument(1)
    case "array": self = .arrayOfFirst
    case "element": self = .elementOfFirst
    default:
      guard let type = PostgresType(word: word) else { return nil }
      self = .type(type)
    }
  }
}

extension PostgresType {
  /// `int4` and `int4[]`, as data has them.
  init?(word: String) {
    let isArray = word.hasSuffix("[]")
    guard let base = BuiltinTypes.base(named: isArray ? String(word.dropLast(2)) : word) else { return nil }
    self.init(base, isArray: isArray)
  }
}
