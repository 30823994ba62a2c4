/// A function or procedure as the catalogs see it.
struct CatalogRoutine {
  struct Parameter {
    /// `proargmodes`: `t` is a column of `RETURNS TABLE`.
    var mode: String
    var name: String?
    var type: PostgresType
    var defaultValue: Expression?

    var isInput: Bool { mode != "o" && mode != "t" }

    func defaultText(_ catalog: SystemCatalog) -> String? {
      defaultValue.map { catalog.text(ofDefault: $0, of: type) }
    }
  }

  var function: Function
  var number: Int
  var all: [Parameter]
  var result: PostgresType
  var returnsSet: Bool

  init(_ function: Function, _ catalog: SystemCatalog) {
    let schema = catalog.schema.forStoredNames
    func parameter(_ written: FunctionParameter, _ mode: String? = nil) -> Parameter {
      let letters: [FunctionParameter.Mode: String] = [.in: "i", .out: "o", .inout: "b", .variadic: "v"]
      return Parameter(
        mode: mode ?? letters[written.mode] ?? "i", name: written.name?.text,
        type: (try? schema.resolve(written.type).unmodified) ?? .unknown, defaultValue: written.defaultValue)
    }
    self.function = function
    number = catalog.number(function.id)
    all = function.definition.parameters.map { parameter($0) }
    returnsSet = false
    result = PostgresType(.void)
    switch function.definition.returns {
    case .type(let type): result = (try? schema.resolve(type).unmodified) ?? .unknown
    case .setOf(let type):
      result = (try? schema.resolve(type).unmodified) ?? .unknown
      returnsSet = true
    case .table(let columns):
      all += columns.map { parameter($0, "t") }
      returnsSet = true
      result = Self.rowType(of: all)
    case nil:
      if all.contains(where: { !$0.isInput || $0.mode == "b" }) { result = Self.rowType(of: all) }
    }
  }

  /// One output is the result itself, several are a record.
  private static func rowType(of parameters: [Parameter]) -> PostgresType {
    let outputs = parameters.filter { $0.mode != "i" && $0.mode != "v" }
    return outputs.count == 1 ? outputs[0].type : PostgresType(.opaque("record"))
  }

  var inputs: [Parameter] { all.filter(\.isInput) }
  var hasOutputs: Bool { all.contains { $0.mode != "i" } }
  var variadic: PostgresType? { all.first { $0.mode == "v" }?.type }
  var isProcedure: Bool { function.definition.isProcedure }
  var language: String { function.definition.language.text }
  var isNative: Bool { language == "c" || language == "internal" }
  var specificName: String { "\(function.name.name)_\(number)" }

  var source: String? {
    switch function.definition.body {
    case .text(let text, _): text
    case .native(_, let symbol): symbol
    case .sql: ""
    }
  }

  // MARK: - Attributes

  private var attributes: [String] { function.definition.attributes }

  func has(_ words: String) -> Bool { attributes.contains { $0.uppercased() == words } }

  var isStrict: Bool { has("STRICT") || has("RETURNS NULL ON NULL INPUT") }

  var volatility: String { has("IMMUTABLE") ? "i" : has("STABLE") ? "s" : "v" }

  var parallel: String { has("PARALLEL SAFE") ? "s" : has("PARALLEL RESTRICTED") ? "r" : "u" }

  func number(after word: String) -> Int? {
    attributes.lazy.compactMap { attribute -> Int? in
      let words = attribute.split(separator: " ")
      return words.count == 2 && words[0].uppercased() == word ? Int(words[1]) : nil
    }.first
  }

  /// `SET name = value`.
  var settings: [(name: String, value: String)] {
    attributes.compactMap { attribute in
      guard attribute.uppercased().hasPrefix("SET ") else { return nil }
      let rest = attribute.dropFirst(4)
      let sides =
        rest.contains("=") ? String(rest).components(around: "=") : String(rest).components(around: " TO ")
      guard sides.count > 1 else { return nil }
      let value = sides.dropFirst().joined(separator: "=").trimmingBlanks().filter { $0 != "'" }
      return (sides[0].trimmingBlanks().lowercased(), value.isEmpty ? "\"\"" : value)
    }
  }
}

extension SystemCatalog {
  var routines: [CatalogRoutine] { functions.map { CatalogRoutine($0, self) } }

  /// `pg_get_function_arguments`, and without the defaults.
  func arguments(of routine: CatalogRoutine, isIdentity: Bool = false) -> String {
    routine.all.filter { $0.mode != "t" }.map { parameter in
      let word = ["o": "OUT", "b": "INOUT", "v": "VARIADIC"][parameter.mode]
      let value = isIdentity ? nil : parameter.defaultText(self).map { "DEFAULT \($0)" }
      let mode = routine.isProcedure && parameter.mode == "i" ? "IN" : word
      return PostgresPrinter.joined(
        mode, parameter.name.map(PostgresPrinter.name), displayName(of: parameter.type), value)
    }.joined(separator: ", ")
  }

  /// `pg_get_function_result`; nil for a procedure.
  func result(of routine: CatalogRoutine) -> String? {
    if routine.isProcedure { return nil }
    let columns = routine.all.filter { $0.mode == "t" }
    if !columns.isEmpty {
      let list = columns.map {
        PostgresPrinter.joined($0.name.map(PostgresPrinter.name), displayName(of: $0.type))
      }
      return "TABLE(\(list.joined(separator: ", ")))"
    }
    return (routine.returnsSet ? "SETOF " : "") + displayName(of: routine.result)
  }

  /// `pg_get_functiondef`.
  func definition(of routine: CatalogRoutine) -> String {
    let word = routine.isProcedure ? "PROCEDURE" : "FUNCTION"
    let name =
      "\(PostgresPrinter.name(routine.function.name.schema)).\(PostgresPrinter.name(routine.function.name.name))"
    var lines = ["CREATE OR REPLACE \(word) \(name)(\(arguments(of: routine)))"]
    if let result = result(of: routine) { lines.append(" RETURNS \(result)") }
    lines.append(" LANGUAGE \(PostgresPrinter.name(routine.language))")
    var words: [String] = []
    if routine.volatility != "v" { words.append(routine.volatility == "i" ? "IMMUTABLE" : "STABLE") }
    if routine.parallel != "u" {
      words.append(routine.parallel == "s" ? "PARALLEL SAFE" : "PARALLEL RESTRICTED")
    }
    if routine.isStrict { words.append("STRICT") }
    if routine.has("SECURITY DEFINER") { words.append("SECURITY DEFINER") }
    if routine.has("LEAKPROOF") { words.append("LEAKPROOF") }
    for option in ["COST", "ROWS"] {
      if let number = routine.number(after: option) { words.append("\(option) \(number)") }
    }
    if !words.isEmpty { lines.append(" " + words.joined(separator: " ")) }
    for setting in routine.settings {
      let items = setting.value.components(around: ", ").map { PostgresPrinter.string($0) }
      lines.append(" SET \(setting.name) TO \(items.joined(separator: ", "))")
    }
    switch routine.function.definition.body {
    case .sql(let body): lines.append(body)
    case .native(let file, let symbol):
      lines.append(
        "AS \(PostgresPrinter.string(file)), $\(word.lowercased())$\(symbol)$\(word.lowercased())$")
    case .text(let text, _):
      var tag = word.lowercased()
      while text.contains("$\(tag)") { tag += "x" }
      lines.append("AS $\(tag)$\(text)$\(tag)$")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
