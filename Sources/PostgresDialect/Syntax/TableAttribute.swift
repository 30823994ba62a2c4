/// What `ALTER TABLE` says about how a table is kept, not about what it means.
enum TableAttribute: Sendable, Hashable {
  case setOptions([StorageOption])
  case resetOptions([StorageOption])
  case tablespace(Identifier)
  case logged(Bool)
  /// `CLUSTER ON index`; nil: `SET WITHOUT CLUSTER`.
  case cluster(on: Identifier?)
  case withoutOids
  case accessMethod(Identifier)
  case replicaIdentity(ReplicaIdentity)
  case column(Identifier, ColumnAttribute)
  /// `ALTER COLUMN 1 SET STATISTICS`, for the columns of an index.
  case columnNumber(Int, statistics: Int)
}

enum ColumnAttribute: Sendable, Hashable {
  case statistics(Int)
  case storage(Identifier)
  /// Nil: `DEFAULT`.
  case compression(Identifier?)
  case setOptions([StorageOption])
  case resetOptions([StorageOption])
}

enum ReplicaIdentity: Sendable, Hashable {
  case standard
  case full
  case nothing
  case index(Identifier)
}

/// `fillfactor = 70`, `toast.autovacuum_enabled`, with the value as written.
struct StorageOption: Sendable, Hashable {
  var name: String
  var value: String?
}
