/// The stored text of a table that another program made, cut into its columns and constraints
/// (https://sqlite.org/lang_createtable.html). What is not changed keeps every byte.
struct StoredDefinition: Sendable, Hashable {
  /// Up to the opening parenthesis, and it.
  var head: String
  var columns: [StoredColumn]
  var constraints: [StoredConstraint]
  /// The closing parenthesis and what follows it.
  var tail: String
  /// The constraints' names in the schema, given where none is written.
  var names: [Part: String] = [:]

  /// A constraint's place: a column's clause, or a constraint of the table.
  enum Part: Sendable, Hashable {
    case clause(column: Int, index: Int)
    case constraint(Int)
  }

  /// `WITHOUT ROWID` tables have no row numbers: https://sqlite.org/withoutrowid.html
  var hasRowID: Bool {
    !(SQLiteTokens.tokens(of: tail) ?? []).contains { $0.isWord("without") }
  }
}

/// A constraint of the table, as written with the blanks and comments around it.
struct StoredConstraint: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case primaryKey([String])
    case unique([String])
    case check(String)
    case references(StoredReference, columns: [String])
  }

  var kind: Kind
  /// As written after CONSTRAINT.
  var name: String?
  var text: String
}

/// What stands behind REFERENCES.
struct StoredReference: Sendable, Hashable {
  var table: String
  /// Empty: its primary key.
  var columns: [String]
}

extension StoredDefinition {
  /// Nil for what is no plain table, or cannot be read.
  init?(_ sql: String) {
    let bytes = Array(sql.utf8)
    guard let tokens = SQLiteTokens.tokens(of: sql), tokens.first?.isWord("create") == true,
      let open = tokens.firstIndex(where: { $0.isSymbol("(") }),
      !tokens[..<open].contains(where: { $0.isWord("virtual", "as") })
    else { return nil }
    func text(_ lower: Int, _ upper: Int) -> String { String(decoding: bytes[lower..<upper], as: UTF8.self) }
    head = text(0, tokens[open].range.upperBound)
    columns = []
    constraints = []
    var depth = 0
    var start = tokens[open].range.upperBound
    var first = open + 1
    var end: Int?
    for index in (open + 1)..<tokens.count {
      let token = tokens[index]
      if token.isSymbol("(") { depth += 1 }
      let isLast = token.isSymbol(")") && depth == 0
      if token.isSymbol(")"), !isLast { depth -= 1 }
      guard isLast || depth == 0 && token.isSymbol(",") else { continue }
      guard first < index else { return nil }
      let element = text(start, token.range.lowerBound)
      let own = Array(tokens[first..<index]).map { $0.moved(by: -start) }
      if own[0].isWord("constraint", "primary", "unique", "check", "foreign") {
        guard let constraint = StoredConstraint(element, own) else { return nil }
        constraints.append(constraint)
      } else {
        // After the first constraint there is no column.
        guard constraints.isEmpty, let column = StoredColumn(element, own) else { return nil }
        columns.append(column)
      }
      start = token.range.upperBound
      first = index + 1
      if isLast {
        end = token.range.lowerBound
        break
      }
    }
    guard let end, !columns.isEmpty else { return nil }
    tail = text(end, bytes.count)
  }
}

extension SQLiteToken {
  func moved(by distance: Int) -> SQLiteToken {
    SQLiteToken(kind: kind, range: range.lowerBound + distance..<range.upperBound + distance)
  }
}

extension StoredConstraint {
  init?(_ text: String, _ tokens: [SQLiteToken]) {
    var rest = tokens[...]
    self.text = text
    name = nil
    if rest.first?.isWord("constraint") == true {
      rest = rest.dropFirst()
      name = rest.popFirst()?.name
      if name == nil { return nil }
    }
    guard let keyword = rest.popFirst() else { return nil }
    if keyword.isWord("check") {
      guard let condition = StoredColumn.parenthesized(rest, in: text) else { return nil }
      kind = .check(condition)
      return
    }
    if keyword.isWord("primary", "foreign") { rest = rest.dropFirst() }
    guard let columns = Self.names(&rest) else { return nil }
    switch keyword.name {
    case "primary": kind = .primaryKey(columns)
    case "unique": kind = .unique(columns)
    case "foreign":
      rest = rest.dropFirst()
      guard let reference = StoredReference(&rest) else { return nil }
      kind = .references(reference, columns: columns)
    default: return nil
    }
  }

  /// `(a, "b" COLLATE x DESC)`
  static func names(_ rest: inout ArraySlice<SQLiteToken>) -> [String]? {
    guard rest.first?.isSymbol("(") == true else { return nil }
    rest = rest.dropFirst()
    var names: [String] = []
    var isFirst = true
    while let token = rest.popFirst() {
      if token.isSymbol(")") { return names }
      if token.isSymbol(",") {
        isFirst = true
      } else if isFirst {
        guard let name = token.name else { return nil }
        names.append(name)
        isFirst = false
      }
    }
    return nil
  }
}

extension StoredReference {
  init?(_ rest: inout ArraySlice<SQLiteToken>) {
    guard let name = rest.popFirst()?.name else { return nil }
    table = name
    columns = rest.first?.isSymbol("(") == true ? StoredConstraint.names(&rest) ?? [] : []
  }
}

extension StoredDefinition {
  var sql: String { head + (columns.map(\.text) + constraints.map(\.text)).joined(separator: ",") + tail }

  /// The head with another name for the table.
  func head(named name: String) -> String {
    let tokens = SQLiteTokens.tokens(of: head) ?? []
    guard tokens.count > 1, let old = tokens[tokens.count - 2].name, old.lowercased() != name.lowercased()
    else {
      return head
    }
    return head.replacing([tokens[tokens.count - 2].range], with: SQLiteText.name(name))
  }

  /// What SQLite's own `ALTER TABLE … RENAME` makes of the text: of a column of this table …
  func renamingColumn(_ old: String, to new: String) -> StoredDefinition {
    renaming { tokens, index in
      guard tokens[index].name?.lowercased() == old.lowercased() else { return false }
      let isCall = index + 1 < tokens.count && tokens[index + 1].isSymbol("(") && index > 0
      let isText = if case .quoted = tokens[index].kind { tokens[index].isString(in: sql) } else { false }
      let isOther = index > 0 && tokens[index - 1].isWord("references", "collate", "constraint")
      return !isCall && !isText && !isOther
    } to: { _ in
      SQLiteText.name(new)
    }
  }

  /// … or of a table that it refers to.
  func renamingTable(_ old: String, to new: String) -> StoredDefinition {
    renaming { tokens, index in
      index > 0 && tokens[index - 1].isWord("references")
        && tokens[index].name?.lowercased() == old.lowercased()
    } to: { _ in
      SQLiteText.name(new)
    }
  }

  private func renaming(
    _ isMeant: ([SQLiteToken], Int) -> Bool, to new: (SQLiteToken) -> String
  ) -> StoredDefinition {
    let text = sql
    let start = head.utf8.count
    guard let tokens = SQLiteTokens.tokens(of: text) else { return self }
    let places = tokens.indices.filter { tokens[$0].range.lowerBound >= start && isMeant(tokens, $0) }
    guard let first = places.first else { return self }
    let changed = text.replacing(places.map { tokens[$0].range }, with: new(tokens[first]))
    guard var result = StoredDefinition(changed) else { return self }
    result.names = names
    return result
  }
}

extension SQLiteToken {
  fileprivate func isString(in text: String) -> Bool {
    Array(text.utf8)[range.lowerBound] == UInt8(ascii: "'")
  }
}

extension String {
  /// With pieces replaced, which are given in their order.
  fileprivate func replacing(_ ranges: [Range<Int>], with replacement: String) -> String {
    var bytes = Array(utf8)
    for range in ranges.reversed() { bytes.replaceSubrange(range, with: Array(replacement.utf8)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
