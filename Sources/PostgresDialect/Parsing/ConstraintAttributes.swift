/// What may stand behind a constraint, collected and checked.
struct ConstraintAttributes {
  var isDeferrable: Bool?
  var isInitiallyDeferred: Bool?
  var isNotValid = false
  var noInherit = false

  /// `INITIALLY DEFERRED` implies `DEFERRABLE`.
  var deferral: Deferral? {
    guard isDeferrable ?? (isInitiallyDeferred == true) else { return nil }
    return Deferral(isInitiallyDeferred: isInitiallyDeferred ?? false)
  }
}

extension Parser {
  /// One of `[NOT] DEFERRABLE`, `INITIALLY …`, `NOT VALID`, `NO INHERIT`.
  mutating func attribute(_ attributes: inout ConstraintAttributes) throws(ParseFailure) {
    let start = index
    if eat("deferrable") {
      try set(&attributes.isDeferrable, true, from: start)
    } else if eat("initially") {
      let isDeferred = eat("deferred")
      if !isDeferred { try expect("immediate") }
      try set(&attributes.isInitiallyDeferred, isDeferred, from: start)
    } else if eat("no") {
      try expect("inherit")
      attributes.noInherit = true
    } else {
      try expect("not")
      if eat("valid") {
        attributes.isNotValid = true
      } else {
        try expect("deferrable")
        try set(&attributes.isDeferrable, false, from: start)
      }
    }
    if attributes.isDeferrable == false, attributes.isInitiallyDeferred == true {
      throw failure("constraint declared INITIALLY DEFERRED must be DEFERRABLE", from: start)
    }
  }

  private func set(_ value: inout Bool?, _ new: Bool, from start: Int) throws(ParseFailure) {
    guard value == nil || value == new else {
      throw failure("conflicting constraint properties", from: start)
    }
    value = new
  }
}

extension ColumnConstraintKind {
  var isDeferrable: Bool {
    switch self {
    case .primaryKey, .unique, .references: true
    default: false
    }
  }

  /// As PostgreSQL's messages call it.
  var name: String {
    switch self {
    case .notNull: "NOT NULL"
    case .null: "NULL"
    case .default: "DEFAULT"
    case .check: "CHECK"
    case .generated: "GENERATED"
    case .identity: "IDENTITY"
    case .primaryKey: "primary key"
    case .unique: "unique"
    case .references: "foreign key"
    }
  }
}

extension TableConstraintKind {
  var name: String {
    switch self {
    case .check: "CHECK"
    case .primaryKey, .usingIndex(_, isPrimary: true): "PRIMARY KEY"
    case .unique, .usingIndex(_, isPrimary: false): "UNIQUE"
    case .foreignKey: "FOREIGN KEY"
    case .exclude: "EXCLUDE"
    }
  }
}
