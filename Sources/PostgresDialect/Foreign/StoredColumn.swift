/// A column as another program wrote it, with its clauses.
struct StoredColumn: Sendable, Hashable {
  enum ClauseKind: Sendable, Hashable {
    case primaryKey
    case notNull
    case null
    case unique
    case check(String)
    case defaultValue(String)
    case collate(String)
    case references(StoredReference)
    case generated
  }

  /// A clause with the name before it; its place in the text.
  struct Clause: Sendable, Hashable {
    var kind: ClauseKind
    var name: String?
    var range: Range<Int>
  }

  /// As written, with the blanks and comments around it.
  var text: String
  var name: String
  var nameRange: Range<Int>
  /// The declared type; empty when there is none.
  var type: String
  var typeRange: Range<Int>
  var clauses: [Clause]

  var isNotNull: Bool { clauses.contains { $0.kind == .notNull } }
  var defaultValue: String? {
    for case .defaultValue(let value) in clauses.map(\.kind) { return value }
    return nil
  }
  var collation: String? {
    for case .collate(let name) in clauses.map(\.kind) { return name }
    return nil
  }
}

extension StoredColumn {
  init?(_ text: String, _ tokens: [SQLiteToken]) {
    guard let first = tokens.first, first.name != nil else { return nil }
    self.text = text
    nameRange = first.range
    // A name keeps its case when it is not quoted.
    if case .quoted(let meaning) = first.kind { name = meaning } else { name = Self.slice(text, first.range) }
    let starts = Self.clauseStarts(tokens)
    let typeEnd = (starts.first ?? tokens.count) - 1
    typeRange =
      typeEnd >= 1
      ? tokens[1].range.lowerBound..<tokens[typeEnd].range.upperBound
      : first.range.upperBound..<first.range.upperBound
    type = Self.slice(text, typeRange)
    clauses = []
    for (position, start) in starts.enumerated() {
      let end = position + 1 < starts.count ? starts[position + 1] : tokens.count
      guard let clause = Self.clause(tokens[start..<end], in: text) else { return nil }
      clauses.append(clause)
    }
  }

  static func slice(_ text: String, _ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }

  /// Where clauses begin, by index; what stands inside of one (`SET NULL`, `NOT DEFERRABLE`, …) begins none.
  private static func clauseStarts(_ tokens: [SQLiteToken]) -> [Int] {
    var starts: [Int] = []
    var depth = 0
    var index = 1
    while index < tokens.count {
      let token = tokens[index]
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      defer { index += 1 }
      guard depth == 0 else { continue }
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      let last = tokens[index - 1]
      let isNamed = index >= 2 && tokens[index - 2].isWord("constraint") && starts.last == index - 2
      switch token.kind {
      case .word("constraint"), .word("primary"), .word("unique"), .word("check"), .word("collate"),
        .word("references"), .word("generated"):
        if !isNamed { starts.append(index) }
      case .word("not"):
        if next?.isWord("null") == true, !isNamed { starts.append(index) }
      case .word("null"):
        if !last.isWord("not", "set", "default"), !isNamed { starts.append(index) }
      case .word("default"):
        if !last.isWord("set"), !isNamed { starts.append(index) }
      case .word("as"):
        if !last.isWord("always"), !isNamed { starts.append(index) }
      default: break
      }
    }
    return starts
  }

  private static func clause(_ tokens: ArraySlice<SQLiteToken>, in text: String) -> Clause? {
    guard let first = tokens.first, let last = tokens.last else { return nil }
    let range = first.range.lowerBound..<last.range.upperBound
    var rest = tokens
    var name: String?
    if first.isWord("constraint") {
      rest = rest.dropFirst()
      name = rest.popFirst()?.name
    }
    guard let keyword = rest.popFirst()?.name else { return nil }
    let kind: ClauseKind
    switch keyword {
    case "primary": kind = .primaryKey
    case "not": kind = .notNull
    case "null": kind = .null
    case "unique": kind = .unique
    case "check":
      guard let condition = parenthesized(rest, in: text) else { return nil }
      kind = .check(condition)
    case "default":
      guard let start = rest.first, let end = rest.last else { return nil }
      kind = .defaultValue(slice(text, start.range.lowerBound..<end.range.upperBound))
    case "collate":
      guard let collation = rest.first?.name else { return nil }
      kind = .collate(collation)
    case "references":
      guard let reference = StoredReference(&rest) else { return nil }
      kind = .references(reference)
    default: kind = .generated
    }
    return Clause(kind: kind, name: name, range: range)
  }

  /// What stands in the parentheses that a clause begins with.
  static func parenthesized(_ tokens: ArraySlice<SQLiteToken>, in text: String) -> String? {
    guard let open = tokens.first, open.isSymbol("(") else { return nil }
    var depth = 0
    for token in tokens {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      if depth == 0 { return slice(text, open.range.upperBound..<token.range.lowerBound) }
    }
    return nil
  }

  /// The text with some of it changed; all else keeps every byte.
  ///
  /// - Parameter kept: the clauses that stay, by index, but for NOT NULL and DEFAULT.
  func text(name: String, type: String, isNotNull: Bool, defaultValue: String?, kept: Set<Int>) -> String {
    var edits: [(range: Range<Int>, text: String)] = []
    if name != self.name { edits.append((nameRange, SQLiteText.name(name))) }
    if type != self.type { edits.append((typeRange, typeRange.isEmpty ? " \(type)" : type)) }
    for (index, clause) in clauses.enumerated() {
      switch clause.kind {
      case .notNull where !isNotNull, .null where isNotNull: edits.append((clause.range, ""))
      case .defaultValue(let value) where value != defaultValue:
        edits.append((clause.range, defaultValue.map { "DEFAULT \($0)" } ?? ""))
      case .notNull, .null, .defaultValue: break
      default:
        if !kept.contains(index) { edits.append((clause.range, "")) }
      }
    }
    // New clauses come behind the last token, before what comment may follow it.
    var added = isNotNull && !self.isNotNull ? " NOT NULL" : ""
    if let defaultValue, self.defaultValue == nil { added += " DEFAULT \(defaultValue)" }
    let end = clauses.last?.range.upperBound ?? max(typeRange.upperBound, nameRange.upperBound)
    if !added.isEmpty { edits.append((end..<end, added)) }
    var bytes = Array(text.utf8)
    for edit in edits.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) > ($1.range.lowerBound, $1.range.upperBound)
    }) {
      bytes.replaceSubrange(edit.range, with: Array(edit.text.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
