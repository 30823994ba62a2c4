package import PostgresDialect

/// The sections of a migration's file, marked by comments on lines of their own:
/// `-- migrate:up`, `-- migrate:down`, `-- migrate:up transaction:false reader:3`. Without any the whole file is up.
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
      guard let marker = try Marker(source, range) else { continue }
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
    let words = comment.dropFirst(2).split { $0.isWhitespace || $0 == "," }.map { $0.lowercased() }
    return words.first == "migrate:allow" ? Array(words.dropFirst()) : nil
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
    var range: SourceRange

    /// Nil for any other comment; an error for a marker that is not understood, which must not pass for a comment.
    init?(_ source: SourceText, _ range: SourceRange) throws(MigrationError) {
      let words = source[range].dropFirst(2).split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
      guard let first = words.first, first.hasPrefix("migrate:") else { return nil }
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
  }
}

extension MigrationScript {
  /// Where its first statement begins.
  fileprivate var firstToken: SourceRange { source.firstToken(in: range) ?? range }
}

extension MigrationScript {
  /// The up section of a migration's file; all of it when it has no markers.
  package static func up(in source: SourceText) throws(MigrationError) -> MigrationScript {
    try MigrationFile(source).up
  }
}
