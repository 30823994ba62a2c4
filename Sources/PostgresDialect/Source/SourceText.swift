/// A text that statements are read from, with the name that diagnostics show for it.
///
/// Offsets are bytes of UTF-8 from the start of the whole text, so that a section of a file
/// (its `up` part) still reports the file's own lines.
public struct SourceText: Sendable, Hashable {
  /// What a diagnostic calls it: a file's path, a migration's id, or `<stdin>`.
  public let name: String
  /// The text as UTF-8.
  public let bytes: [UInt8]

  public init(_ text: String, name: String = "<sql>") {
    self.init(bytes: Array(text.utf8), name: name)
  }

  public init(bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  /// The whole text.
  public var range: SourceRange { SourceRange(0, bytes.count) }

  /// The text between two offsets; invalid UTF-8 is repaired, never trapped on.
  public subscript(range: SourceRange) -> String {
    let lower = max(0, min(range.lower, bytes.count))
    let upper = max(lower, min(range.upper, bytes.count))
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }
}

/// A half-open span of byte offsets.
public struct SourceRange: Sendable, Hashable {
  public var lower: Int
  public var upper: Int

  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = upper
  }

  /// The smallest range that holds both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(lower, other.lower), max(upper, other.upper))
  }
}

/// A place for people: line and column, both from 1; columns count characters.
public struct SourceLocation: Sendable, Hashable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension SourceText {
  /// The line and column of an offset.
  public func location(of offset: Int) -> SourceLocation {
    let end = max(0, min(offset, bytes.count))
    let newline = UInt8(ascii: "\n")
    let line = bytes[..<end].count { $0 == newline } + 1
    let start = lineStart(before: end)
    return SourceLocation(line: line, column: String(decoding: bytes[start..<end], as: UTF8.self).count + 1)
  }

  /// The line around an offset, without its line ending.
  public func line(at offset: Int) -> String {
    let end = max(0, min(offset, bytes.count))
    let start = lineStart(before: end)
    let stop = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return String(decoding: bytes[start..<(stop ?? bytes.count)], as: UTF8.self)
  }

  private func lineStart(before offset: Int) -> Int {
    (bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
  }
}
