/// A statement that is read by a rule of the grammar's table.
struct PhraseStatement: Sendable, Hashable {
  /// The rule's name, such as `CREATE POLICY` or `VACUUM`.
  var rule: String
  var phrase: Phrase
}

extension PhraseStatement {
  /// The object kind that is created, altered or dropped.
  var kind: RememberedKind? {
    for verb in ["CREATE ", "ALTER ", "DROP "] where rule.hasPrefix(verb) {
      return RememberedKind(rawValue: String(rule.dropFirst(verb.count)))
    }
    return nil
  }
}

/// The kinds of objects that SQLite has no place for, by PostgreSQL's words for them.
enum RememberedKind: String, Sendable, Hashable, CaseIterable {
  case policy = "POLICY"
  case rule = "RULE"
  case role = "ROLE"
  case publication = "PUBLICATION"
  case subscription = "SUBSCRIPTION"
  case statistics = "STATISTICS"
  case eventTrigger = "EVENT TRIGGER"
  case collation = "COLLATION"
  case conversion = "CONVERSION"
  case cast = "CAST"
  case transform = "TRANSFORM"
  case `operator` = "OPERATOR"
  case operatorClass = "OPERATOR CLASS"
  case operatorFamily = "OPERATOR FAMILY"
  case aggregate = "AGGREGATE"
  case textSearchParser = "TEXT SEARCH PARSER"
  case textSearchDictionary = "TEXT SEARCH DICTIONARY"
  case textSearchTemplate = "TEXT SEARCH TEMPLATE"
  case textSearchConfiguration = "TEXT SEARCH CONFIGURATION"
  case foreignDataWrapper = "FOREIGN DATA WRAPPER"
  case server = "SERVER"
  case userMapping = "USER MAPPING"
  case foreignTable = "FOREIGN TABLE"
  case language = "LANGUAGE"
  case accessMethod = "ACCESS METHOD"
  case tablespace = "TABLESPACE"
  case database = "DATABASE"
}
