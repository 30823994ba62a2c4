/// A construct of PostgreSQL's and what becomes of it: at once a line of the documentation and a test.
public struct Construct: Sendable, CustomStringConvertible {
  public enum Outcome: Sendable, Hashable {
    /// The same as in PostgreSQL, and no warning.
    case exact
    /// Something differs, and a warning with these words says so.
    case approximate(String)
    /// An error with these words.
    case refused(String)
  }

  public let name: String
  /// The statement that it is about.
  public let example: String
  public let outcome: Outcome
  /// What it is in SQLite, or what differs.
  public let note: String
  /// What has to be there before.
  public let setup: [String]
  /// Statements that come to the same on both sides afterwards, rows or an error of one code.
  public let probes: [String]

  public init(
    _ name: String, _ example: String, _ outcome: Outcome = .exact, _ note: String = "",
    after setup: [String] = [],
    then probes: [String] = []
  ) {
    self.name = name
    self.example = example
    self.outcome = outcome
    self.note = note
    self.setup = setup
    self.probes = probes
  }

  public var description: String { "\(name): \(example)" }
}

/// Constructs of one kind.
public struct ConstructGroup: Sendable, CustomStringConvertible {
  public let name: String
  public let constructs: [Construct]

  init(_ name: String, _ constructs: [Construct]) {
    self.name = name
    self.constructs = constructs
  }

  public var description: String { name }
}

extension ConstructGroup {
  /// All that is documented, in its order there.
  public static let all = [
    types, columns, constraints, indexes, alterations, renames, drops, definitions, views, procedures,
    remembered,
    statements, queries, operators, functions, catalogs, session,
  ]
}
