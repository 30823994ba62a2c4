extension Statement {
  /// The statement without a semicolon. `.other` was not read and has no text but its name.
  var postgres: String { kind.postgres }
}

extension StatementKind {
  var postgres: String {
    switch self {
    case .select(let statement): statement.postgres
    case .insert(let statement): statement.postgres
    case .update(let statement): statement.postgres
    case .delete(let statement): statement.postgres
    case .truncate(let statement): statement.postgres
    case .createTable(let statement): statement.postgres
    case .createTableAs(let statement): statement.postgres
    case .alterTable(let statement): statement.postgres
    case .createIndex(let statement): statement.postgres
    case .createSequence(let statement): statement.postgres
    case .alterSequence(let statement): statement.postgres
    case .createView(let statement): statement.postgres
    case .refreshView(let statement): statement.postgres
    case .createTrigger(let statement): statement.postgres
    default: otherPostgres
    }
  }

  private var otherPostgres: String {
    switch self {
    case .createSchema(let statement): statement.postgres
    case .createEnum(let statement): statement.postgres
    case .createComposite(let statement): statement.postgres
    case .createRange(let statement): statement.postgres
    case .createDomain(let statement): statement.postgres
    case .alterEnum(let statement): statement.postgres
    case .alterComposite(let statement): statement.postgres
    case .alterDomain(let statement): statement.postgres
    case .createExtension(let statement): statement.postgres
    case .createFunction(let statement): statement.postgres
    case .rename(let statement): statement.postgres
    case .setSchema(let statement): statement.postgres
    case .setOwner(let statement): statement.postgres
    case .drop(let statement): statement.postgres
    case .comment(let statement): statement.postgres
    case .transaction(let statement): statement.postgres
    case .set(let statement): statement.postgres
    case .do(let statement): statement.postgres
    case .call(let call): "CALL \(Expression(.call(call)).postgres)"
    case .phrase(let statement): statement.postgres
    case .other(let name): name
    default: ""
    }
  }
}

extension TransactionCommand {
  var postgres: String {
    switch self {
    case .begin: "BEGIN"
    case .commit: "COMMIT"
    case .rollback: "ROLLBACK"
    case .savepoint(let name): "SAVEPOINT \(name.postgres)"
    case .release(let name): "RELEASE SAVEPOINT \(name.postgres)"
    case .rollbackTo(let name): "ROLLBACK TO SAVEPOINT \(name.postgres)"
    case .constraints(let text), .other(let text): text
    }
  }
}

extension SetVariable {
  var postgres: String {
    let spelled = name.split(separator: ".").map { PostgresPrinter.name(String($0)) }.joined(separator: ".")
    if name == "all", values.isEmpty { return "RESET ALL" }
    let scope = isLocal ? "SET LOCAL" : "SET"
    guard !values.isEmpty else { return "\(scope) \(spelled) TO DEFAULT" }
    return "\(scope) \(spelled) TO \(values.map(PostgresPrinter.string).joined(separator: ", "))"
  }
}

extension DoBlock {
  var postgres: String { "DO LANGUAGE \(language.postgres) \(body.quoted)" }
}

extension FunctionBody {
  /// The body's constant.
  var quoted: String {
    switch self {
    case .text(let text, let place): place == nil ? PostgresPrinter.string(text) : Self.dollarQuoted(text)
    case .native(let file, let symbol): "\(PostgresPrinter.string(file)), \(PostgresPrinter.string(symbol))"
    case .sql(let text): text
    }
  }

  /// In dollar quotes with the first tag that does not occur in the text.
  private static func dollarQuoted(_ text: String) -> String {
    var tag = "$$"
    var number = 0
    while (text + "$").contains(tag) {
      tag = number == 0 ? "$body$" : "$body\(number)$"
      number += 1
    }
    return tag + text + tag
  }
}
