/// A sequence: https://www.postgresql.org/docs/15/sql-createsequence.html
struct SequenceGenerator: Sendable, Hashable {
  var id: ObjectID
  var name: ObjectName
  /// `int2`, `int4` or `int8`.
  var type = BaseType.int8
  var increment = 1
  var minimum = 1
  var maximum = Int.max
  var start = 1
  var cache = 1
  var cycles = false
  var isUnlogged = false
  /// The column that it goes with; an identity column's always belongs to it.
  var owner: Owner?
  /// The last value it was set to by `RESTART`, for the difference; what it counted to is the file's to know.
  var restart: Restart?

  struct Owner: Sendable, Hashable {
    var table: ObjectID
    var column: Int
  }

  struct Restart: Sendable, Hashable {
    /// Tells one restart from the next.
    var number: Int
    var value: Int
  }

  init(id: ObjectID, name: ObjectName) {
    self.id = id
    self.name = name
  }
}

extension SequenceGenerator {
  /// What PostgreSQL's `init_params` does: options over what is there, or over the defaults of a new sequence.
  mutating func apply(_ options: SequenceOptions, isNew: Bool, at range: SourceRange) throws(Diagnostic) {
    func refuse(_ message: String) -> Diagnostic {
      Diagnostic(.error, .invalidParameterValue, message, at: range)
    }
    var (resetsMinimum, resetsMaximum) = (isNew || options.noMinimum, isNew || options.noMaximum)
    if let name = options.type {
      guard name.name.schema == nil, name.arrayDimensions == 0,
        let new = Self.types.first(where: { $0.name == name.name.name.text })?.type
      else { throw refuse("sequence type must be smallint, integer, or bigint") }
      // Limits that only were the type's own follow it.
      let old = Self.limits(of: type)
      if !isNew {
        resetsMaximum = resetsMaximum || maximum == old.upperBound
        resetsMinimum = resetsMinimum || minimum == old.lowerBound
      }
      type = new
    }
    if let value = options.increment {
      guard value != 0 else { throw refuse("INCREMENT must not be zero") }
      increment = value
    }
    if let value = options.cycles { cycles = value }
    let limits = Self.limits(of: type)
    if resetsMaximum { maximum = increment > 0 ? limits.upperBound : -1 }
    if resetsMinimum { minimum = increment > 0 ? 1 : limits.lowerBound }
    maximum = options.maximum ?? maximum
    minimum = options.minimum ?? minimum
    for (word, value) in [("MAXVALUE", maximum), ("MINVALUE", minimum)] where !limits.contains(value) {
      throw refuse(
        "\(word) (\(value)) is out of range for sequence data type \(BuiltinTypes.displayName(of: type))")
    }
    guard minimum < maximum else {
      throw refuse("MINVALUE (\(minimum)) must be less than MAXVALUE (\(maximum))")
    }
    if isNew { start = increment > 0 ? minimum : maximum }
    start = options.start ?? start
    try check(start, "START", refuse)
    switch options.restart {
    case .fromStart: setRestart(start)
    case .with(let value): setRestart(value)
    case nil: break
    }
    if let restart, options.restart != nil { try check(restart.value, "RESTART", refuse) }
    if let value = options.cache {
      guard value > 0 else { throw refuse("CACHE (\(value)) must be greater than zero") }
      cache = value
    }
  }

  private func check(_ value: Int, _ word: String, _ refuse: (String) -> Diagnostic) throws(Diagnostic) {
    if value < minimum { throw refuse("\(word) value (\(value)) cannot be less than MINVALUE (\(minimum))") }
    if value > maximum {
      throw refuse("\(word) value (\(value)) cannot be greater than MAXVALUE (\(maximum))")
    }
  }

  private mutating func setRestart(_ value: Int) {
    restart = Restart(number: (restart?.number ?? 0) + 1, value: value)
  }

  static let types: [(name: String, type: BaseType)] = [("int2", .int2), ("int4", .int4), ("int8", .int8)]

  static func limits(of type: BaseType) -> ClosedRange<Int> {
    switch type {
    case .int2: Int(Int16.min)...Int(Int16.max)
    case .int4: Int(Int32.min)...Int(Int32.max)
    default: Int.min...Int.max
    }
  }

  /// The options that are not what a new sequence of the type has.
  func options(isIdentity: Bool) -> SequenceOptions {
    var options = SequenceOptions()
    let limits = Self.limits(of: type)
    if !isIdentity, type != .int8 {
      options.type = TypeName(
        name: QualifiedName(Identifier(BuiltinTypes.internalName(of: type))), range: SourceRange(0, 0))
    }
    if increment != 1 { options.increment = increment }
    if minimum != (increment > 0 ? 1 : limits.lowerBound) { options.minimum = minimum }
    if maximum != (increment > 0 ? limits.upperBound : -1) { options.maximum = maximum }
    if start != (increment > 0 ? minimum : maximum) { options.start = start }
    if cache != 1 { options.cache = cache }
    if cycles { options.cycles = true }
    return options
  }
}

/// `GENERATED … AS IDENTITY`.
struct Identity: Sendable, Hashable {
  /// `ALWAYS`, not `BY DEFAULT`.
  var isAlways: Bool
  var sequence: ObjectID
}
