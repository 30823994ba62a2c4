/// What a statement's words alone tell of how it behaves: on tables with rows, when it is run twice, and on a PostgreSQL
/// server under load.
public enum Trait: Sendable, Hashable {
  /// Rows get what the clock or chance gives, by this function.
  case drawsValues(function: String)
  /// A new column must have a value and has no default.
  case requiresValues(table: String, column: String)
  /// Rows that are there must have a value.
  case forbidsNulls(table: String, column: String)
  /// Fails, or does more, when it runs a second time.
  case isNotRepeatable
  /// PostgreSQL lets nobody write to the table while it makes the index.
  case indexesUnderLock(table: String)
  /// PostgreSQL writes every row anew under its strongest lock.
  case rewritesRows(table: String, column: String)
  /// PostgreSQL reads every row under a lock that keeps writers out.
  case validatesUnderLock(table: String)
}

/// A trait, and the statement that has it.
public struct PlacedTrait: Sendable, Hashable {
  public let trait: Trait
  public let range: SourceRange
}

extension Translator {
  /// The traits of the statements in a text. Tables that the text itself makes have no rows yet, and nobody waits for them.
  public static func traits(of source: SourceText, range: SourceRange? = nil) -> [PlacedTrait] {
    var parser = Parser(source, range: range)
    var made: Set<String> = []
    return parser.parseScript().statements.flatMap { statement -> [PlacedTrait] in
      made.formUnion(statement.madeTable.map { [$0] } ?? [])
      return statement.traits(made: made).map { PlacedTrait(trait: $0, range: statement.range) }
    }
  }
}
