/// What a schema holds, for tools: PostgreSQL's names and types, and every definition in PostgreSQL's words.
public struct SchemaDescription: Sendable, Hashable {
  public struct Table: Sendable, Hashable {
    public var schema: String
    public var name: String
    public var columns: [Column] = []
    public var constraints: [Constraint] = []
    public var indexes: [Index] = []
    public var comment: String?
    /// Whether another program made it, so that its types are what SQLite's declared ones tell.
    public var isForeign: Bool
  }

  public struct Column: Sendable, Hashable {
    public var name: String
    /// As `format_type` spells it.
    public var type: String
    public var isNullable: Bool
    public var defaultValue: String?
    /// The expression of `GENERATED ALWAYS AS (…) STORED`.
    public var generated: String?
    /// `serial`, `identity always` or `identity by default`.
    public var counter: String?
    public var collation: String?
    public var comment: String?
  }

  public struct Constraint: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
      case primaryKey = "primary key"
      case unique
      case foreignKey = "foreign key"
      case check
      case exclusion
    }

    public var name: String
    public var kind: Kind
    public var columns: [String]
    /// As `ALTER TABLE … ADD` takes it, without the name.
    public var definition: String
    public var referencedTable: String?
    public var referencedColumns: [String]
    public var isValidated: Bool
  }

  public struct Index: Sendable, Hashable {
    public var name: String
    public var isUnique: Bool
    public var method: String
    /// Columns, and expressions in parentheses.
    public var keys: [String]
    public var definition: String
  }

  /// A type, a function, a view, or anything else that is not a table or part of one.
  public struct Object: Sendable, Hashable {
    public var kind: String
    public var name: String
    public var definition: String
  }

  /// By schema and name.
  public var tables: [Table] = []
  /// By kind and name.
  public var objects: [Object] = []
}
