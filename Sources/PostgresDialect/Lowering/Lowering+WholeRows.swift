/// Rows as values, which SQLite does not have: where a query inside of another has a row among its results, all of its
/// columns are, and `(q.h).id` is one of them. https://www.postgresql.org/docs/15/rowtypes.html#ROWTYPES-USAGE
extension Lowering {
  private static func fieldName(_ row: String, _ field: String) -> String { "\(row)\u{E11D}\(field)" }

  func takenApart(_ item: SelectItem) -> [SelectItem] {
    guard case .column(let path) = item.expression.kind, path.count == 1,
      scopes.last?.values(named: path[0].text).isEmpty == true,
      let source = scopes.last?.sources.first(where: {
        $0.name == path[0].text && !$0.isScalar && !$0.isRecord
      })
    else { return [item] }
    let name = item.alias ?? path[0]
    return source.columns.map { column in
      SelectItem(
        expression: Expression(.column([path[0], Identifier(column.name)]), at: item.expression.range),
        alias: Identifier(Self.fieldName(name.text, column.name)))
    }
  }

  /// Nil where the value is no row that was taken apart.
  func rowField(_ value: Expression, _ name: Identifier, at range: SourceRange) -> TypedSQL? {
    guard case .column(let path) = value.kind, let last = path.last, path.count <= 2 else { return nil }
    let own = Self.fieldName(last.text, name.text)
    let qualifier = path.count == 2 ? path[0].text : nil
    return scopes.reversed().lazy.compactMap { $0.values(named: own, in: qualifier).first }.first
  }
}
