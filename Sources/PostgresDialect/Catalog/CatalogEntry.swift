/// One object of the `Schema` as it is remembered in a file: PostgreSQL's own definition of it, complete enough to
/// build it again.
public struct CatalogEntry: Sendable, Hashable {
  /// What kind of object it is; the raw values are stored.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case schema
    case `extension`
    case type
    case sequence
    case function
    case table
    case index
    case trigger
    case view
    case materializedView = "materialized view"
    case partition
    /// What SQLite has no place for; its name begins with PostgreSQL's words for it.
    case other
  }

  /// Identifies an entry in a file.
  public struct Key: Sendable, Hashable {
    public var kind: Kind
    public var name: String

    public init(kind: Kind, name: String) {
      self.kind = kind
      self.name = name
    }
  }

  public var key: Key
  /// PostgreSQL statements that make the object, ended by semicolons.
  public var definition: String
  /// The table or index that it is in SQLite; nil for what SQLite has no place for.
  public var loweredName: String?

  public init(key: Key, definition: String, loweredName: String?) {
    self.key = key
    self.definition = definition
    self.loweredName = loweredName
  }
}

extension Schema {
  /// The entries of the objects changed since ``takeTouched()`` was last called, against the schema before.
  public func catalogChanges(since before: Schema) -> (removed: [CatalogEntry.Key], written: [CatalogEntry]) {
    let ids = touched.sorted()
    let unnumbered = unnumberedEntries.subtracting(before.unnumberedEntries)
    let written = ids.flatMap { entries(of: $0) } + unnumbered.sorted { $0.definition < $1.definition }
    let kept = Set(written.map(\.key))
    let removed =
      ids.flatMap { before.entries(of: $0) }.map(\.key)
      + before.unnumberedEntries.subtracting(unnumberedEntries).map(\.key)
    return (removed.filter { !kept.contains($0) }, written)
  }

  /// Forgets what has changed so far, once it is stored.
  public mutating func takeTouched() {
    touched = []
  }

  /// The entries of what has no number: schemas and default privileges.
  private var unnumberedEntries: Set<CatalogEntry> {
    func entry(_ kind: CatalogEntry.Kind, _ name: String, _ statements: [StatementKind]) -> CatalogEntry {
      CatalogEntry(
        key: CatalogEntry.Key(kind: kind, name: name), definition: Self.text(statements), loweredName: nil)
    }
    var entries = namespaces.map { entry(.schema, $0, namespaceStatements($0)) }
    entries.append(entry(.other, "DEFAULT PRIVILEGES", defaultPrivilegeStatements()))
    return Set(entries.filter { !$0.definition.isEmpty })
  }

  private static func text(_ statements: [StatementKind]) -> String {
    statements.map { Statement($0).postgres + ";" }.joined(separator: "\n")
  }

  /// The entries of one object: a table's triggers have their own.
  func entries(of id: ObjectID) -> [CatalogEntry] {
    if relationName(id)?.schema == Self.temporary { return [] }
    func entry(
      _ kind: CatalogEntry.Kind, _ name: String, _ statements: [StatementKind], lowered: String? = nil
    ) -> CatalogEntry {
      CatalogEntry(
        key: CatalogEntry.Key(kind: kind, name: name),
        definition: Self.text(statements),
        loweredName: lowered)
    }
    if let table = tables[id], let materialized = table.materialized {
      return [
        entry(
          .materializedView, table.name.lowered,
          definition(of: table, materialized) + attributeStatements(of: table) + annotationStatements(of: id),
          lowered: table.name.lowered)
      ]
    }
    if let table = tables[id], !table.isForeign {
      let own = entry(
        .table, table.name.lowered, definition(of: table) + annotationStatements(of: id),
        lowered: table.name.lowered)
      return [own]
        + table.triggers.map {
          entry(.trigger, "\(table.name.lowered).\($0.name)", definitions(of: $0, on: table))
        }
    }
    if let view = views[id] {
      let triggers = view.triggers.map {
        entry(.trigger, "\(view.name.lowered).\($0.name)", definitions(of: $0, on: Table(view)))
      }
      return [
        entry(
          view.partition == nil ? .view : .partition, view.name.lowered,
          definition(of: view) + annotationStatements(of: id),
          lowered: view.partition?.isHash == true || view.query.obstacle != nil ? nil : view.name.lowered)
      ] + triggers
    }
    if let sequence = sequences[id] {
      // An identity's is part of its table's definition.
      guard !isIdentity(sequence) else { return [] }
      return [
        entry(.sequence, sequence.name.lowered, definition(of: sequence) + annotationStatements(of: id))
      ]
    }
    if let index = indexes[id], let table = tables[index.table] {
      let isBuilt = (try? lowered(index))?.isEmpty == false
      return [
        entry(
          .index, index.name.lowered,
          [.createIndex(definition(of: index, on: table))] + annotationStatements(of: id),
          lowered: isBuilt ? index.name.lowered : nil)
      ]
    }
    if let type = types[id] {
      return [
        entry(
          .type, type.name.lowered,
          [definition(of: type)] + pendingChecks(of: type) + annotationStatements(of: id))
      ]
    }
    if let function = functions[id] {
      let types = function.definition.parameters.filter { $0.mode != .out }.map { $0.type.postgres }
      var definition = function.definition
      definition.name = qualified(function.name)
      return [
        entry(
          .function, "\(function.name.lowered)(\(types.joined(separator: ", ")))",
          [.createFunction(definition)] + annotationStatements(of: id))
      ]
    }
    if let object = remembered[id] {
      let name = self.name(of: object.key)
      return [entry(.other, name, definition(of: object) + annotationStatements(of: id))]
    }
    if let (name, own) = extensions.first(where: { $0.value.id == id }) {
      let schema = own.schema == "public" ? nil : Identifier(own.schema)
      return [
        entry(
          .extension, name,
          [.createExtension(CreateExtension(name: Identifier(name), schema: schema))]
            + annotationStatements(of: id))
      ]
    }
    return []
  }
}
