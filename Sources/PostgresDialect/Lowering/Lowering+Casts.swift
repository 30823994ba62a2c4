extension Lowering {
  /// `value::type`.
  mutating func cast(_ value: Expression, to name: TypeName) throws(Diagnostic) -> TypedSQL {
    let type = try schema.resolve(name)
    if type.base == .interval, !type.isArray, type.fields != nil || !type.modifiers.isEmpty {
      if case .string(let text) = value.kind, type.modifiers.isEmpty, let fields = type.fields,
        let interval = Interval(text, fields: fields)
      {
        return try literal(interval.written, as: type, at: value.range)
      }
      throw .unsupported("a cast to an interval of some fields, or of a precision,", at: value.range)
    }
    if purpose == .defaultValue || purpose == .trigger, type == .uuid, case .call(let call) = value.kind,
      call.name.name.text == "md5", call.arguments.contains(where: { $0.value.isRandom })
    {
      return TypedSQL(SQLiteText.randomUUID, .uuid)
    }
    // `ARRAY[]::text[]` takes its type from the cast, and so do the literals in `ARRAY['a', NULL]::mood[]`.
    if case .array(let elements) = value.kind, type.isArray {
      return try array(elements, of: type, at: value.range)
    }
    return try convert(try lower(value), to: type, at: value.range)
  }

  /// A value where `type` is expected by context: literals are read as the type, others must have it already
  /// or widen to it without loss.
  mutating func coerce(_ value: TypedSQL, to type: PostgresType, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    if let cast = try implicitObjectCast(value, to: type, at: range) { return cast }
    if value.type.category == .unknown { return try read(value, as: type, at: range) }
    let (from, to) = (schema.valueType(value.type), schema.valueType(type))
    guard CastRules.context(from: from, to: to) == .implicit else {
      throw Diagnostic(
        .error, .datatypeMismatch,
        "a value of type \(schema.displayName(value.type)) cannot be used as \(schema.displayName(type))",
        at: range)
    }
    if from.category == .number { return retyped(value, type) }
    return try converted(value, from, to, type, .implicit, at: range)
  }

  /// A value stored into a column, by PostgreSQL's rules of assignment.
  mutating func assign(_ value: TypedSQL, to column: Column, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    if value.type.category == .unknown { return try read(value, as: column.type, at: range) }
    if let kind = objectKind(schema.baseType(value.type)) {
      let base = schema.baseType(column.type)
      if base == .oid || base.base == .int8 || base.base == .int4 { return retyped(value, column.type) }
      // A column keeps the name.
      if base.category != .number { return retyped(objectName(value, kind), column.type) }
    }
    let (from, to) = (schema.valueType(value.type), schema.valueType(column.type))
    guard let context = CastRules.context(from: from, to: to), context >= .assignment else {
      throw Diagnostic(
        .error, .datatypeMismatch,
        "column \"\(column.name)\" is of type \(schema.displayName(column.type)) but expression is of type "
          + schema.displayName(value.type),
        hint: "you will need to rewrite or cast the expression", at: range)
    }
    // The column's own check finds what does not fit.
    if from == to, from.base != .int8, let unchecked = value.unchecked {
      return TypedSQL(unchecked, column.type, isCompound: true)
    }
    return try converted(value, from, to, column.type, .assignment, at: range)
  }

  /// An explicit cast.
  mutating func convert(_ value: TypedSQL, to type: PostgresType, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    if let cast = try objectCast(value, to: type, at: range) { return cast }
    if value.type.category == .unknown { return try read(value, as: type, at: range, isExplicit: true) }
    if isVector(value.type) {
      if schema.baseType(type).category == .string { return retyped(vectorText(value), type) }
      return try convert(vectorAsArray(value), to: type, at: range)
    }
    let (from, to) = (schema.valueType(value.type), schema.valueType(type))
    guard CastRules.context(from: from, to: to) != nil else {
      throw Diagnostic(
        .error, .cannotCoerce,
        "cannot cast type \(schema.displayName(value.type)) to \(schema.displayName(type))", at: range)
    }
    return try converted(value, from, to, type, .explicit, at: range)
  }

  /// Where an object's number is expected, or is what there is.
  mutating func implicitObjectCast(
    _ value: TypedSQL, to type: PostgresType, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    let base = schema.baseType(value.type)
    if objectKind(type) != nil {
      let isFit = value.literal != nil || objectKind(base) != nil || base.isInteger || base == .oid
      return isFit ? try objectCast(value, to: type, at: range) : nil
    }
    return objectKind(base) != nil && type == .oid ? retyped(value, type) : nil
  }

  /// The cheapest way that gives PostgreSQL's value: none at all, SQLite's own functions, or ours.
  private mutating func converted(
    _ value: TypedSQL, _ from: ValueType, _ to: ValueType, _ type: PostgresType, _ context: CastContext,
    at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    try preferringStock(at: range) { lowering throws(Diagnostic) in
      try lowering.cheapest(value, from, to, type, context, at: range)
    }
  }

  private mutating func cheapest(
    _ value: TypedSQL, _ from: ValueType, _ to: ValueType, _ type: PostgresType, _ context: CastContext,
    at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    if from == to || value.sql == "NULL" { return retyped(value, type) }
    if let constant = try folded(value, from, to, context, at: range) {
      if to.category == .dateTime, constant.hasSuffix("infinity'") {
        warn("the time 'infinity' sorts and compares; what is stored reckons with it as with NULL", at: range)
      }
      return TypedSQL(constant, type, isConstant: true)
    }
    if to.category == .string, !from.isArray,
      from.base == .float8 || from.base == .numeric && from.modifiers.isEmpty
    {
      if isStock {
        warn("a number with a fraction has 15 digits at most where it becomes text", at: range)
      } else if from.isNumeric, let scale = scale(of: value) {
        return TypedSQL(runtimeCast(value.sql, ValueType(.numeric, [1000, scale]), to, context), type)
      } else if from.isNumeric {
        warn("zeros at the end of a numeric without a scale are lost where it becomes text", at: range)
      }
    }
    if let stock = StockCast(value, from, to, context, isStored: isStock).result {
      var result = TypedSQL(stock, type, isCompound: stock == value.sql ? value.isCompound : true)
      result.isConstant = stock == value.sql && value.isConstant
      return result
    }
    guard !isStock else {
      let name = schema.displayName(type.unmodified)
      if from.category == .string, !from.isArray, !to.isArray, !to.labels.isEmpty, !value.sql.isRandom {
        let labels = to.labels.map(SQLiteText.string).joined(separator: ", ")
        let own = value.operand
        return TypedSQL(
          "CASE WHEN \(own) IS NULL THEN NULL WHEN \(own) IN (\(labels)) THEN \(own) "
            + "ELSE \(StoredFailure.invalidLabel(own, of: name)) END", type, isCompound: true)
      }
      if let checked = CheckedCast(value, from, to, typeName: name).result {
        return TypedSQL(checked, type, isCompound: true)
      }
      throw .unsupported(
        "casting \(schema.displayName(value.type)) to \(schema.displayName(type)) in what is stored",
        at: range)
    }
    return TypedSQL(runtimeCast(value.sql, from, to, context), type)
  }

  /// Fails at run time as PostgreSQL does.
  private func runtimeCast(
    _ sql: String, _ from: ValueType, _ to: ValueType, _ context: CastContext
  ) -> String {
    let specs = "\(SQLiteText.string(from.spec)), \(SQLiteText.string(to.spec))"
    return "pg_cast(\(sql), \(specs), \(context == .explicit ? 1 : 0))"
  }

  /// A number that is written out is cast here, so that what cannot be is found before anything runs.
  /// PostgreSQL takes a default that no row could hold, and fails when it is used.
  private func folded(
    _ value: TypedSQL, _ from: ValueType, _ to: ValueType, _ context: CastContext, at range: SourceRange
  ) throws(Diagnostic) -> String? {
    guard value.isConstant, !from.isArray, from.category == .number,
      to.category == .number || to.category == .string,
      DecimalNumber(value.sql) != nil
    else { return nil }
    do throws(Diagnostic) {
      let number = try from.unmodified.read(value.sql)
      return try from.unmodified.cast(number, to: to, isExplicit: context == .explicit).literal
    } catch {
      guard purpose != .defaultValue else { return value.sql }
      throw error.located(at: range)
    }
  }

  func retyped(_ value: TypedSQL, _ type: PostgresType) -> TypedSQL {
    var copy = value
    copy.type = type
    copy.literal = nil
    return copy
  }

  private mutating func read(
    _ value: TypedSQL, as type: PostgresType, at range: SourceRange, isExplicit: Bool = false
  ) throws(Diagnostic) -> TypedSQL {
    guard let text = value.literal else { return retyped(value, type) }
    return try literal(text, as: type, at: value.place ?? range, isExplicit: isExplicit)
  }
}
