/// A migration is one unit already, so a `BEGIN; … COMMIT;` around all of a file, or around some of its statements, says
/// nothing new and is absorbed, and so is a savepoint that is released again. A `COMMIT` that ends what no `BEGIN` began
/// stays, to be warned of, where it could not keep half of the migration. Anything else that would end or open a transaction is refused where it stands.
enum TransactionBlock {
  /// - Parameter isTransaction: false for a migration that runs outside of one, where no such statement can stand.
  static func absorbed(_ statements: [Statement], isTransaction: Bool) throws(Diagnostic) -> [Statement] {
    guard isTransaction else {
      let command = statements.first { if case .transaction = $0.kind { true } else { false } }
      if let command { throw refused(command, "a transaction in a migration that runs outside of one") }
      return statements
    }
    var rest: [Statement] = []
    var opening: Statement?
    var savepoints: [(name: String, statement: Statement)] = []
    for (index, statement) in statements.enumerated() {
      guard case .transaction(let command) = statement.kind else {
        rest.append(statement)
        continue
      }
      switch command {
      case .begin:
        guard opening == nil else { throw refused(statement, "BEGIN inside of a transaction") }
        opening = statement
      case .commit:
        if opening == nil {
          guard isHarmless(index, in: statements) else { throw refused(statement, "COMMIT without a BEGIN") }
          rest.append(statement)
        }
        opening = nil
      case .rollback: throw refused(statement, "ROLLBACK")
      case .savepoint(let name): savepoints.append((name.text, statement))
      case .release(let name):
        guard let place = savepoints.lastIndex(where: { $0.name == name.text }) else {
          throw refused(statement, "RELEASE SAVEPOINT")
        }
        savepoints.removeSubrange(place...)
      case .rollbackTo: throw refused(statement, "ROLLBACK TO SAVEPOINT")
      // When they are checked, not whether: no migration ends with a row that they refuse.
      case .constraints: break
      // SQLite's transactions are serializable: https://sqlite.org/isolation.html
      case .other(let what) where what.hasPrefix("SET TRANSACTION") && !what.contains("READ ONLY"): break
      case .other(let what): throw refused(statement, what)
      }
    }
    if let open = savepoints.first?.statement { throw refused(open, "SAVEPOINT") }
    if let opening {
      throw Diagnostic(
        .error, .invalidTransactionTermination, "this BEGIN has no COMMIT: the transaction is left open",
        at: opening.range)
    }
    return rest
  }

  /// At the end, behind new labels of enums alone, which PostgreSQL lets nobody use before they are committed, and before
  /// what it does outside of transactions only: https://www.postgresql.org/docs/15/sql-altertype.html
  private static func isHarmless(_ index: Int, in statements: [Statement]) -> Bool {
    let before = statements[..<index]
    if statements[(index + 1)...].contains(where: \.isOutsideOfTransactions) { return true }
    if before.isEmpty { return false }
    return index == statements.count - 1
      || before.allSatisfy { if case .alterEnum = $0.kind { true } else { false } }
  }

  private static func refused(_ statement: Statement, _ what: String) -> Diagnostic {
    Diagnostic(
      .error, .invalidTransactionTermination, "\(what) is not allowed",
      hint: "a migration is one transaction already: remove it, or split the migration in two",
      at: statement.range)
  }
}

extension Statement {
  /// Whether PostgreSQL refuses it in a transaction, or it is better outside of one.
  fileprivate var isOutsideOfTransactions: Bool {
    switch kind {
    case .createIndex(let index): index.isConcurrent
    case .drop(let drop): drop.isConcurrent
    case .alterEnum: true
    // What it reads is not to keep others waiting.
    case .alterTable(let alter):
      alter.actions.contains { if case .validateConstraint = $0.kind { true } else { false } }
    case .phrase(let phrase): phrase.rule == "VACUUM" || phrase.rule == "REINDEX"
    default: false
    }
  }
}
