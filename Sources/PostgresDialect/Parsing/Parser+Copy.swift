/// `COPY table FROM stdin` with its rows behind it, which is an `INSERT` of them:
/// https://www.postgresql.org/docs/15/sql-copy.html
extension Parser {
  mutating func copy() throws(ParseFailure) -> StatementKind {
    let start = index
    guard let format = try copyHead(), token.kind != .end, tokens[index + 1].kind == .copyData else {
      index = start
      return try other("COPY")
    }
    let data = tokens[index + 1].range
    let rows: [CopyRow]
    do throws(Diagnostic) {
      rows = try format.options.rows(source.bytes[data.lower..<data.upper], from: data.lower)
    } catch {
      throw ParseFailure(error)
    }
    var insert = Insert(table: format.table, columns: format.columns, source: .defaultValues)
    insert.overridingSystem = true
    insert.isCopy = true
    let range = range(from: start)
    if rows.isEmpty {
      let none = Select(
        columns: [SelectItem(expression: Expression(.null, at: range))],
        filter: Expression(.boolean(false), at: range))
      let columns = format.columns.isEmpty ? none.columns : format.columns.map { _ in none.columns[0] }
      var select = none
      select.columns = columns
      insert.source = .query(Query(body: .select(select), range: range))
    } else {
      let values = rows.map { row in
        row.fields.map { field in
          Expression(field.map { .string($0) } ?? .null, at: row.range)
        }
      }
      insert.source = .query(Query(body: .values(values), range: range))
    }
    return .insert(insert)
  }

  /// Up to the semicolon; nil for any other `COPY`.
  private mutating func copyHead() throws(ParseFailure) -> (
    table: QualifiedName, columns: [Identifier], options: CopyOptions
  )? {
    try expect("copy")
    guard !at("("), !at("binary") else { return nil }
    let table = try qualifiedName()
    var columns: [Identifier] = []
    if eat("(") {
      repeat { columns.append(try columnName()) } while eat(",")
      try expect(")")
    }
    guard eat("from"), eat("stdin") else { return nil }
    var options = CopyOptions()
    _ = eat("with")
    let isList = eat("(")
    while !at(";"), !at(")"), token.kind != .end {
      guard try copyOption(&options) else { return nil }
      _ = eat(",")
    }
    if isList { try expect(")") }
    return at(";") ? (table, columns, options) : nil
  }

  /// One option in either spelling; false for one that is not known.
  private mutating func copyOption(_ options: inout CopyOptions) throws(ParseFailure) -> Bool {
    let name = folded(token)
    advance()
    switch name {
    case "csv":
      options.isCSV = true
      return true
    case "format":
      let value = token.kind.isString ? try string() : folded(token)
      if !token.kind.isString, token.kind == .identifier { advance() }
      options.isCSV = value == "csv"
      return value == "csv" || value == "text"
    case "header":
      if at("true", "on") {
        advance()
      } else if at("false", "off") {
        advance()
        return true
      }
      options.hasHeader = true
      return true
    case "delimiter", "delimiters", "null", "quote", "escape", "encoding":
      _ = eat("as")
      let value = try string()
      switch name {
      case "null": options.null = value
      case "quote": options.quote = value.utf8.first ?? options.quote
      case "escape": options.escape = value.utf8.first
      case "encoding": return ["utf8", "utf-8"].contains(value.lowercased())
      default: options.delimiter = value.utf8.first
      }
      return true
    default: return false
    }
  }
}
