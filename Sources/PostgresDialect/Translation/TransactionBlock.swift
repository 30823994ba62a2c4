/// A migration is one unit already, so a `BEGIN; … COMMIT;` around all of a file says nothing new and is absorbed.
/// Several such blocks that together hold every statement are one unit too. Anything else that would end or
/// open a transaction is refused where it stands.
enum TransactionBlock {
  ///
  /// - Parameter isTransaction: false for a migration that runs outside of one, where no such statement can stand.
  static func absorbed(_ statements: [Statement], isTransaction: Bool) throws(Diagnostic) -> [Statement] {
    guard isTransaction else {
      let command = statements.first { if case .transaction = $0.kind { true } else { false } }
      if let command { throw refused(command, "a transaction in a migration that runs outside of one") }
      return statements
    }
    var rest: [Statement] = []
    var opening: Statement?
    var lastCommit: Statement?
    for statement in statements {
      guard case .transaction(let command) = statement.kind else {
        // Settings may stand outside: they change nothing in the file.
        if case .set = statement.kind {
        } else if opening == nil {
          if let lastCommit { throw refused(lastCommit, "COMMIT in the middle of a migration") }
        }
        rest.append(statement)
        continue
      }
      switch command {
      case .begin:
        let isFirst = rest.allSatisfy { if case .set = $0.kind { true } else { false } }
        guard opening == nil, isFirst || lastCommit != nil else {
          throw refused(statement, "BEGIN in the middle of a migration")
        }
        opening = statement
      case .commit:
        guard opening != nil else {
          throw refused(statement, "COMMIT")
        }
        opening = nil
        lastCommit = statement
      case .rollback: throw refused(statement, "ROLLBACK")
      case .savepoint: throw refused(statement, "SAVEPOINT")
      case .release: throw refused(statement, "RELEASE SAVEPOINT")
      case .rollbackTo: throw refused(statement, "ROLLBACK TO SAVEPOINT")
      case .other(let what): throw refused(statement, what)
      }
    }
    if let opening {
      throw Diagnostic(
        .error, .invalidTransactionTermination, "this BEGIN has no COMMIT: the transaction is left open",
        at: opening.range)
    }
    return rest
  }

  private static func refused(_ statement: Statement, _ what: String) -> Diagnostic {
    Diagnostic(
      .error, .invalidTransactionTermination, "\(what) is not allowed",
      hint: "a migration is one transaction already: remove it, or split the migration in two",
      at: statement.range)
  }
}
