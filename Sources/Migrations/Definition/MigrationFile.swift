package import PostgresDialect

/// The sections of a migration's file, marked by comments on lines of their own:
/// `-- migrate:up`, `-- migrate:down`, `-- migrate:up transaction:false reader:3`. Without any the whole file is up.
/// The marks of other tools mean the same: whoever brings their history along must not have its downs run.
struct MigrationFile {
  var up: MigrationScript
  var down: MigrationScript?
  var usesTransaction = true
  var minimumReader: Int?
  /// The hazards that it names as meant: `-- migrate:allow drop-column, rename`.
  var allowances: Set<String> = []
  /// How many rows the up section goes through at a time; nil for all at once.
  var batchSize: Int?

  init(_ source: SourceText) throws(MigrationError) {
    var sections: [(marker: Marker, start: Int)] = []
    for range in source.lineComments() {
      if let names = Self.allowances(source[range]) {
        allowances.formUnion(names)
        continue
      }
      let words = Self.words(source[range])
      if words.isMarkOfNoTransaction {
        usesTransaction = false
        continue
      }
      guard let marker = try Marker(words, source, range) else { continue }
      if marker.isForeign, sections.last?.marker.direction == marker.direction {
        // Each statement may have its own there, and a file may have our marks too.
        if !marker.usesTransaction { usesTransaction = false }
        continue
      }
      if marker.isBetween, sections.isEmpty { sections.append((Marker(.up), 0)) }
      if sections.contains(where: { $0.marker.direction == marker.direction }) {
        throw .file("\(source[range]) stands twice in this file", source, range)
      }
      sections.append((marker, range.upper))
    }
    up = MigrationScript(source: source)
    guard let first = sections.first else { return }
    let before = MigrationScript(source: source, range: SourceRange(0, first.marker.range.lower))
    guard before.source.significantTokens(in: before.range).isEmpty else {
      throw .file(
        "statements before \(source[first.marker.range]) belong to no section", source, before.firstToken)
    }
    up = MigrationScript(source: source, range: SourceRange(0, 0))
    for (index, section) in sections.enumerated() {
      let end = index + 1 < sections.count ? sections[index + 1].marker.range.lower : source.bytes.count
      let script = MigrationScript(source: source, range: SourceRange(section.start, end))
      if section.marker.direction == .up { up = script } else { down = script }
      if !section.marker.usesTransaction { usesTransaction = false }
      minimumReader = section.marker.minimumReader ?? minimumReader
      batchSize = batchSize ?? section.marker.batchSize
    }
  }

  private static func allowances(_ comment: String) -> [String]? {
    let words = words(comment.replacing(",", with: " "))
    return words.first == "migrate:allow" ? Array(words.dropFirst()) : nil
  }

  private static func words(_ comment: String) -> [String] {
    comment.dropFirst(2).split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
  }

  private enum Direction {
    case up
    case down
  }

  private struct Marker {
    var direction: Direction
    var usesTransaction = true
    var minimumReader: Int?
    var batchSize: Int?
    /// Whether it is another tool's.
    var isForeign = false
    /// Whether what stands before it is the other section.
    var isBetween = false
    var range = SourceRange(0, 0)

    init(_ direction: Direction) { self.direction = direction }

    /// Nil for any other comment; an error for a marker that is not understood, which must not pass for a comment.
    init?(_ words: [String], _ source: SourceText, _ range: SourceRange) throws(MigrationError) {
      guard let first = words.first else { return nil }
      if let other = Marker(ofOtherTool: words) {
        self = other
        isForeign = true
        self.range = range
        return
      }
      guard first.hasPrefix("migrate:") else { return nil }
      self.range = range
      // Prose may begin so; a marker with a blank too many may not pass for it.
      if first == "migrate:", words.count > 1, !["up", "down"].contains(words[1]) { return nil }
      switch first {
      case "migrate:up": direction = .up
      case "migrate:down": direction = .down
      default: throw .file("\(first) is none of migrate:up, migrate:down and migrate:allow", source, range)
      }
      for word in words.dropFirst() {
        switch word {
        case "transaction:false": usesTransaction = false
        case "transaction:true": usesTransaction = true
        case _ where direction == .up && word.hasPrefix("reader:"):
          guard let version = Int(word.dropFirst(7)) else {
            throw .file("\(word) names no version, as reader:3 does", source, range)
          }
          minimumReader = version
        case _ where word.hasPrefix("batch:") && direction == .up:
          guard let size = Int(word.dropFirst("batch:".count)), size > 0 else {
            throw .file("\(word): a batch is a number of rows, such as batch:5000", source, range)
          }
          batchSize = size
        default:
          throw .file(
            "the option \(word) is not known; transaction:false, reader:N and batch:5000 are", source, range)
        }
      }
    }

    /// goose, sql-migrate, and tern: https://pressly.github.io/goose/documentation/annotations/,
    /// https://github.com/rubenv/sql-migrate, https://github.com/jackc/tern
    private init?(ofOtherTool words: [String]) {
      if words == ["--", "create", "above", "/", "drop", "below", "----"] {
        self.init(.down)
        isBetween = true
        return
      }
      guard words.count > 1, words[0] == "+goose" || words[0] == "+migrate" else { return nil }
      switch words[1] {
      case "up": self.init(.up)
      case "down": self.init(.down)
      default: return nil
      }
      usesTransaction = !words.contains("notransaction")
    }
  }
}

extension [String] {
  /// The words with which other tools say that a file is not to be put into a transaction.
  fileprivate var isMarkOfNoTransaction: Bool {
    [
      ["+goose", "no", "transaction"], ["postgres-migrations", "disable-transaction"], ["no-transaction"],
      ["atlas:txmode", "none"],
    ].contains(self)
  }
}

extension MigrationScript {
  /// Where its first statement begins.
  fileprivate var firstToken: SourceRange { source.firstToken(in: range) ?? range }
}

extension MigrationScript {
  /// The up section of a migration's file; all of it when it has no markers.
  package static func up(in source: SourceText) throws(MigrationError) -> (
    MigrationScript, usesTransaction: Bool
  ) {
    let file = try MigrationFile(source)
    return (file.up, file.usesTransaction)
  }
}
