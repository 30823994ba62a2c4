extension Expression {
  /// The name that PostgreSQL gives to a column of a result without an alias.
  /// https://github.com/postgres/postgres `FigureColname`
  var outputName: String { figuredName?.name ?? "?column?" }

  /// With how sure PostgreSQL is of it: the name of a type gives way to a better one.
  private var figuredName: (name: String, isWeak: Bool)? {
    switch kind {
    case .column(let path): path.last.map { ($0.text, false) }
    case .field(_, let name): (name.text, false)
    case .subscripted(let value, _), .slice(let value, _, _), .collate(let value, _): value.figuredName
    case .call(let call): (call.name.name.text, false)
    case .atTimeZone: ("timezone", false)
    case .boolean: ("bool", true)
    case .cast(let value, let type): value.figuredName.strong ?? (type.name.name.text, true)
    case .conditional(_, _, let otherwise): otherwise?.figuredName.strong ?? ("case", true)
    case .exists: ("exists", false)
    case .array, .arrayQuery: ("array", false)
    case .row: ("row", false)
    case .query(let query): query.firstOutputName.map { ($0, false) }
    default: nil
    }
  }
}

extension (name: String, isWeak: Bool)? {
  fileprivate var strong: (name: String, isWeak: Bool)? { self?.isWeak == false ? self : nil }
}

extension Query {
  fileprivate var firstOutputName: String? {
    switch body {
    case .select(let select): select.columns.first.map { $0.alias?.text ?? $0.expression.outputName }
    case .values: "column1"
    case .combined(let left, _, _, _): left.firstOutputName
    }
  }
}
