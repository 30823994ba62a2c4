extension Parser {
  /// https://www.postgresql.org/docs/15/sql-createview.html
  mutating func createView(_ orReplace: Bool, _ persistence: Persistence) throws(ParseFailure)
    -> StatementKind
  {
    let isRecursive = eat("recursive")
    try expect("view")
    let name = try qualifiedName()
    let columns = isRecursive ? try parenthesizedColumns() : try optionalColumns()
    var parts: [String] = []
    var start = index
    if eat("with") {
      try storageParameters()
      parts.append(canonicalText(from: start))
    }
    try expect("as")
    guard startsParenthesizedQuery() else { throw unexpected() }
    var view = CreateView(
      name: name, orReplace: orReplace, isRecursive: isRecursive, persistence: persistence, columns: columns,
      query: try query())
    start = index
    if eat("with") {
      if at("cascaded", "local") { advance() }
      try expect("check", "option")
      if isRecursive {
        throw failure("WITH CHECK OPTION not supported on recursive views", .featureNotSupported, from: start)
      }
      parts.append(canonicalText(from: start))
    }
    if !parts.isEmpty { view.options = parts.joined(separator: " ") }
    return .createView(view)
  }

  /// https://www.postgresql.org/docs/15/sql-creatematerializedview.html
  mutating func createMaterializedView(_ persistence: Persistence) throws(ParseFailure) -> StatementKind {
    try expect("materialized", "view")
    let ifNotExists = try ifNotExists()
    let name = try qualifiedName()
    let columns = try optionalColumns()
    let options = try tableOptions(onCommit: false)
    try expect("as")
    guard startsParenthesizedQuery() else { throw unexpected() }
    var view = CreateView(
      name: name, ifNotExists: ifNotExists, isMaterialized: true, persistence: persistence, columns: columns,
      query: try query(), options: options)
    view.withData = try withData()
    return .createView(view)
  }

  /// https://www.postgresql.org/docs/15/sql-refreshmaterializedview.html
  mutating func refreshView() throws(ParseFailure) -> RefreshView {
    try expect("refresh", "materialized", "view")
    let isConcurrent = eat("concurrently")
    let name = try qualifiedName()
    return RefreshView(name: name, isConcurrent: isConcurrent, withData: try withData())
  }
}
