/// Sequences in statements that run once: https://www.postgresql.org/docs/15/functions-sequence.html
extension Lowering {
  /// A call of a function on sequences; nil for any other.
  mutating func sequenceCall(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> TypedSQL? {
    let name = call.name.name.text
    let arguments = call.arguments.map(\.value)
    switch (name, arguments.count) {
    case ("pg_get_serial_sequence", 2):
      guard let text = try serialSequence(arguments) else { return .null }
      return TypedSQL(SQLiteText.string(text), .text, isConstant: true)
    case ("nextval", 1):
      let sequence = try sequence(arguments[0], name)
      return TypedSQL(try purpose == .trigger ? counted(sequence, at: range) : nextValue(of: sequence), .int8)
    case ("currval", 1):
      let sequence = try sequence(arguments[0], name)
      return TypedSQL("pg_currval(\(place(of: sequence)))", .int8)
    case ("setval", 2), ("setval", 3):
      let sequence = try sequence(arguments[0], name)
      let value = try coerce(try lower(arguments[1]), to: .int8, at: arguments[1].range)
      let isCalled = arguments.count == 3 ? try condition(arguments[2], "setval").sql : "1"
      return TypedSQL(
        "pg_setval(\(place(of: sequence)), \(value.sql), \(isCalled), \(sequence.minimum), \(sequence.maximum))",
        .int8)
    case ("lastval", 0): throw .unsupported("lastval()", at: range)
    default: return nil
    }
  }

  /// The next value, taken when the statement runs.
  mutating func nextValue(of sequence: SequenceGenerator) -> String { "pg_nextval(\(place(of: sequence)))" }

  /// In a trigger, the value that a statement before has gone on to.
  private mutating func counted(_ sequence: SequenceGenerator, at range: SourceRange) throws(Diagnostic)
    -> String
  {
    guard !triggered.counted.contains(where: { $0.id == sequence.id }) else {
      throw .unsupported("several values of one sequence in what is stored", at: range)
    }
    let place = schema.place(of: sequence)
    triggered.counted.append(CountedSequence(id: sequence.id, name: sequence.name.name, place: place))
    triggered.reads.insert(sequence.id)
    return place.value
  }

  /// Lowers what may not be evaluated, or more than once.
  mutating func withoutCounting<Result>(
    _ work: (inout Lowering) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let mayCount = triggered.mayCount
    triggered.mayCount = false
    defer { triggered.mayCount = mayCount }
    return try work(&self)
  }

  private mutating func place(of sequence: SequenceGenerator) -> String {
    let place = schema.place(of: sequence)
    // A row that SQLite made itself while the statement runs would be a second one.
    if let preparation = place.preparation, !preparations.contains(preparation) {
      preparations.append(preparation)
    }
    return "\(SQLiteText.string(place.spec)), \(SQLiteText.string(sequence.name.name))"
  }

  private mutating func sequence(_ argument: Expression, _ function: String) throws(Diagnostic)
    -> SequenceGenerator
  {
    guard purpose == .statement || function == "nextval" && triggered.mayCount else {
      throw .unsupported("\(function)() as a part of what is stored", at: argument.range)
    }
    var name = argument.namedConstant
    if name == nil, case .call(let call) = argument.kind, call.name.name.text == "pg_get_serial_sequence" {
      name = try serialSequence(call.arguments.map(\.value)).flatMap {
        QualifiedName(text: $0, at: argument.range)
      }
    }
    guard let name else {
      throw .unsupported("\(function)() of a sequence that is known only when it runs", at: argument.range)
    }
    return try schema.sequence(name)
  }

  /// The sequence that a column owns, as PostgreSQL writes it.
  private func serialSequence(_ arguments: [Expression]) throws(Diagnostic) -> String? {
    guard arguments.count == 2, case .string(let column) = arguments[1].constant.kind,
      let name = arguments[0].namedConstant
    else { throw .unsupported("pg_get_serial_sequence() of what is no constant", at: arguments.first?.range) }
    let table = try schema.table(name)
    let number = try schema.column(Identifier(column, at: arguments[1].range), of: table).number
    guard let sequence = schema.sequences(ownedBy: table.id, column: number).first else { return nil }
    return QualifiedName(schema: Identifier(sequence.name.schema), Identifier(sequence.name.name)).postgres
  }
}

extension Expression {
  /// Without the casts around a constant.
  fileprivate var constant: Expression {
    if case .cast(let value, _) = kind { return value.constant }
    return self
  }

  /// The relation that a constant names.
  fileprivate var namedConstant: QualifiedName? {
    guard case .string(let text) = constant.kind else { return nil }
    return QualifiedName(text: text, at: range)
  }
}
