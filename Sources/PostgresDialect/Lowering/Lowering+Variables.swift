/// Variables of PL/pgSQL in statements: they are columns of outer scopes.
/// https://www.postgresql.org/docs/15/plpgsql-implementation.html#PLPGSQL-VAR-SUBST
extension Lowering {
  /// A name that means a column, where it could be a variable's too.
  func resolved(
    _ value: TypedSQL, in scope: Scope, _ path: [Identifier], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    guard !scope.isVariables, let name = path.last else { return value }
    let qualifier = path.count > 1 ? path[path.count - 2].text : nil
    let variables = scopes.reversed().lazy.filter(\.isVariables).compactMap {
      $0.values(named: name.text, in: qualifier).first
    }
    guard let variable = variables.first else { return value }
    switch variableConflict {
    case .useColumn: return value
    case .useVariable: return variable
    case .error:
      throw Diagnostic(
        .error, .ambiguousColumn,
        "column reference \"\(path.map(\.text).joined(separator: "."))\" is ambiguous",
        hint: "it could refer to either a PL/pgSQL variable or a table column", at: range)
    }
  }

  /// Why a field of a record is none; nil where no record has that name.
  func missingField(_ path: [Identifier], at range: SourceRange) -> Diagnostic? {
    let name = path.count > 1 ? path[path.count - 2].text : path.last?.text
    let records = scopes.reversed().lazy.flatMap(\.sources)
    guard let record = records.first(where: { $0.isRecord && $0.name == name }) else { return nil }
    if record.columns.isEmpty {
      return Diagnostic(
        .error, .objectNotInPrerequisiteState, "record \"\(record.name)\" is not assigned yet",
        hint: "the tuple structure of a not-yet-assigned record is indeterminate", at: range)
    }
    guard path.count > 1, let field = path.last else { return nil }
    return Diagnostic(
      .error, .undefinedColumn, "record \"\(record.name)\" has no field \"\(field.text)\"", at: range)
  }

  func parameter(_ number: Int, at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    guard parameters.indices.contains(number - 1) else {
      throw Diagnostic(.error, .undefinedParameter, "there is no parameter $\(number)", at: range)
    }
    return parameters[number - 1]
  }

  /// `r IS NULL` of a row, which holds where it does of all its fields, as does `IS NOT NULL`.
  func rowIsNull(_ value: Expression, negated: Bool) -> TypedSQL? {
    guard case .column(let path) = value.kind, path.count == 1, let source = rowSource(path[0].text),
      !source.columns.isEmpty
    else { return nil }
    let tests = source.columns.indices.map {
      "\(source.value($0).operand) IS \(negated ? "NOT " : "")NULL"
    }
    return TypedSQL("(\(tests.joined(separator: " AND ")))", .bool)
  }
}
