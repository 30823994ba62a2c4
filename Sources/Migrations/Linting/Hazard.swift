import PostgresDialect

/// Something in a migration that is right in itself and goes wrong for somebody: known by a name, and let pass by it.
public struct Hazard: Sendable, Hashable {
  /// For `-- migrate:allow name` in the migration, and `--allow name`.
  public let name: String
  /// What may go wrong.
  public let explanation: String

  init(_ name: String, _ explanation: String) {
    self.name = name
    self.explanation = explanation
  }

  static let dropTable = Hazard("drop-table", "its rows are lost")
  static let dropColumn = Hazard("drop-column", "its values are lost")
  static let deleteRows = Hazard("delete-rows", "rows are lost")
  static let narrowType = Hazard("narrow-type", "values that do not fit stop the migration, or are cut")
  static let rename = Hazard("rename", "older applications, and other programs, look for the old name")
  static let rebuild = Hazard("rebuild", "every row is copied, which takes time and room")
  static let drawnValues = Hazard(
    "drawn-values", "every file gets other values, and a repeated run other ones again")
  static let requiredColumn = Hazard("required-column", "it fails where the table has rows")
  static let setNotNull = Hazard("set-not-null", "it fails where a row has none")
  static let notRepeatable = Hazard(
    "not-repeatable", "with transaction:false it may be cut off in the middle, and fails when it is run again"
  )
  static let approximate = Hazard("approximate", "SQLite differs from PostgreSQL here")
  static let indexLock = Hazard(
    "index-lock", "a PostgreSQL server lets nobody write meanwhile; CONCURRENTLY does")
  static let rewriteLock = Hazard(
    "rewrite-lock", "a PostgreSQL server writes every row anew and lets nobody read meanwhile")
  static let validationLock = Hazard(
    "validation-lock", "a PostgreSQL server reads every row under a lock; NOT VALID, then VALIDATE, does not")
  static let unknownName = Hazard("unknown-name", "no hazard has this name")

  /// All that lint knows.
  public static let all = [
    dropTable, dropColumn, deleteRows, narrowType, rename, rebuild, drawnValues, requiredColumn, setNotNull,
    notRepeatable, approximate, indexLock, rewriteLock, validationLock, unknownName,
  ]
}

extension Hazard {
  /// What an effect endangers, with the sentence that says so; nil for none.
  static func of(_ effect: Effect) -> (Hazard, String)? {
    switch effect {
    case .dropsTable(let table): (dropTable, "drops the table \(table)")
    case .dropsColumn(let table, let column): (dropColumn, "drops the column \(table).\(column)")
    case .deletes(let table): (deleteRows, "deletes rows of \(table)")
    case .narrows(let table, let column, let from, let to, _):
      (narrowType, "makes \(table).\(column), which is \(from), \(to)")
    case .renamesTable(let old, let new): (rename, "renames the table \(old) to \(new)")
    case .renamesColumn(let table, let old, let new): (rename, "renames \(table).\(old) to \(new)")
    case .copies(let table): (rebuild, "copies the table \(table)")
    case .makesTable: nil
    }
  }

  /// The same for a trait.
  ///
  /// - Parameter usesTransaction: whether what is cut off is undone.
  static func of(_ trait: Trait, usesTransaction: Bool) -> (hazard: Hazard, table: String?, message: String)?
  {
    switch trait {
    case .drawsValues(let function): (drawnValues, nil, "gives rows what \(function) gives")
    case .requiresValues(let table, let column):
      (requiredColumn, table, "adds \(table).\(column), which is NOT NULL and has no default")
    case .forbidsNulls(let table, let column): (setNotNull, table, "makes \(table).\(column) NOT NULL")
    case .isNotRepeatable where usesTransaction: nil
    case .isNotRepeatable: (notRepeatable, nil, "cannot run a second time")
    case .indexesUnderLock(let table): (indexLock, table, "makes an index of \(table)")
    case .rewritesRows(let table, let column):
      (rewriteLock, table, "gives every row of \(table) a new \(column)")
    case .validatesUnderLock(let table): (validationLock, table, "demands something of every row of \(table)")
    }
  }
}
