/// The tables that one query level may name.
struct ResolverScope {
  var entries: [Entry] = []
  /// What `*` stands for; nil where that is not known.
  var star: [Output]? = []
  /// The columns that `USING` has made one.
  var merged: Set<String> = []
  /// The columns that `USING` names, whose names must therefore stay.
  var joined: Set<String> = []

  /// One table, by its name or alias in the query.
  struct Entry {
    var name: String
    /// As it will be written.
    var written: String
    /// Nil where they are not known.
    var columns: [EntryColumn]?

    var outputs: [Output]? {
      columns?.map {
        Output(
          path: [Identifier(written), Identifier($0.written)], name: $0.name,
          references: $0.reference.map { [$0] } ?? [])
      }
    }
  }

  struct EntryColumn {
    var name: String
    var written: String
    var reference: Reference?
  }

  /// One column that `*` stands for.
  struct Output {
    var path: [Identifier]
    var name: String
    var references: Set<Reference>
  }
}
