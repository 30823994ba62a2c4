/// What becomes of a column's default in the file.
struct StoredDefault: Sendable, Hashable {
  enum Form: Sendable, Hashable {
    /// It stands behind `DEFAULT`.
    case text(String)
    /// A trigger gives it to each row that has none.
    case filled(FilledDefault)
    /// Stock SQLite has no words for it: statements of migrations give it, and nobody else.
    case absent
  }

  var form: Form
  var warnings: [String] = []
}

/// A default that takes a query, which SQLite does not allow behind `DEFAULT`: a row that leaves the column out gets a
/// mark, which a trigger replaces before the statement goes on to the next row. An explicit NULL is what it is in
/// PostgreSQL.
struct FilledDefault: Sendable, Hashable {
  var table: String
  var column: String
  /// What no row holds.
  var mark: String
  var value: String
  /// Statements that run before the value is read.
  var preparations: [String] = []

  func trigger(rowID: String) -> LoweredObject {
    let (target, own) = (SQLiteText.name(table), SQLiteText.name(column))
    let name = "\(table).\(column) by default"
    let statements =
      preparations + ["UPDATE \(target) SET \(own) = \(value) WHERE \(rowID) = NEW.\(rowID)"]
    return LoweredObject(
      name: name,
      sql: """
        CREATE TRIGGER \(SQLiteText.name(name)) AFTER INSERT ON \(target) FOR EACH ROW WHEN NEW.\(own) = \(mark) BEGIN
          \(statements.joined(separator: ";\n  "));
        END
        """)
  }
}

extension ColumnStorage {
  /// A value of the column's kind that nobody writes.
  var mark: String {
    switch type {
    case "INTEGER": ColumnCounter.mark
    case "REAL": "-1.7976931348623157e+308"
    case "BLOB": "X'5F6D6967726174696F6E733A2064656661756C74'"
    default: "'_migrations: default'"
    }
  }
}

extension Schema {
  /// Nil for a column without a default, and for one that counts.
  func storedDefault(of column: Column, in table: Table) throws(Diagnostic) -> StoredDefault? {
    guard column.generated == nil, let value = column.defaultValue ?? domainDefault(of: column.type),
      sequence(of: column) == nil
    else { return nil }
    var refusal = ""
    for functions in [Lowering.StoredFunctions.forbidden, .allowed] {
      var lowering = Lowering(self, .defaultValue)
      lowering.functions = functions
      do throws(Diagnostic) {
        let sql = try lowering.assign(try lowering.lower(value), to: column, at: value.range)
        return StoredDefault(
          form: .text(sql.isConstant && !sql.isCompound ? sql.sql : "(\(sql.sql))"),
          warnings: lowering.warnings.map(\.message))
      } catch {
        guard error.state == .featureNotSupported else { throw error.located(at: value.range) }
        if refusal.isEmpty { refusal = error.message }
        if let filled = filledDefault(value, of: column, in: table, functions) { return filled }
      }
    }
    return StoredDefault(
      form: .absent,
      warnings: ["the default of \"\(column.name)\" is given by statements of migrations alone: \(refusal)"])
  }

  /// Nil for one that triggers cannot give either.
  private func filledDefault(
    _ value: Expression, of column: Column, in table: Table, _ functions: Lowering.StoredFunctions
  ) -> StoredDefault? {
    var lowering = Lowering(self, .trigger)
    lowering.functions = functions
    lowering.triggered.mayCount = true
    guard let lowered = try? lowering.lower(value),
      let sql = try? lowering.assign(lowered, to: column, at: value.range)
    else { return nil }
    return StoredDefault(
      form: .filled(
        FilledDefault(
          table: table.name.lowered, column: column.name,
          mark: ColumnStorage.storage(of: column.type, in: self).mark, value: sql.sql,
          preparations: lowering.triggered.counted.flatMap { $0.place.advance(sequence: $0.name) })),
      warnings: lowering.warnings.map(\.message))
  }

  /// The defaults of a table that triggers give.
  func filledDefaults(of table: Table) -> [FilledDefault] {
    table.columns.compactMap { column in
      guard column.defaultValue.map({ !$0.isPlain }) ?? true,
        case .filled(let filled) = try? storedDefault(of: column, in: table)?.form
      else { return nil }
      return filled
    }
  }

  /// What a row has, until a trigger of ours replaces it, in columns that a statement leaves out.
  func marks(of table: Table) -> [String: String] {
    var marks: [String: String] = [:]
    for counter in counters(of: table) { marks[counter.column] = ColumnCounter.mark }
    for filled in filledDefaults(of: table) { marks[filled.column] = filled.mark }
    return marks
  }
}

extension Expression {
  /// Whether it surely may stand behind `DEFAULT`: a literal, perhaps cast.
  var isPlain: Bool {
    switch kind {
    case .null, .boolean, .number, .string: true
    case .cast(let inner, _): inner.isPlain
    default: false
    }
  }
}
