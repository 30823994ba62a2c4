/// Where a database's schema is not what its history should have made of it.
public struct Drift: Sendable, Hashable {
  public struct Difference: Sendable, Hashable {
    public enum Change: String, Sendable, Hashable {
      /// The history makes it, and it is not there.
      case missing
      /// It is there, and the history does not make it: another program has.
      case extra
      /// It is there and says something else.
      case changed
    }

    /// `table`, `index`, `trigger`, `view`; or what only PostgreSQL has, such as `function`.
    public let kind: String
    public let name: String
    public let change: Change
    /// What has changed, in sentences.
    public let details: [String]

    init(_ kind: String, _ name: String, _ change: Change, _ details: [String] = []) {
      self.kind = kind
      self.name = name
      self.change = change
      self.details = details
    }
  }

  /// By kind and name.
  public let differences: [Difference]

  public var isEmpty: Bool { differences.isEmpty }
}
