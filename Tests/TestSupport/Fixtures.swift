public import Foundation

/// The migration histories beside the package's sources.
public enum Fixtures {
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  /// Where a history is: `Memorall`, `Policies/edited/before`.
  public static func url(_ name: String) -> URL { root.appendingPathComponent(name) }

  /// Where a history is, as a path.
  public static func path(_ name: String) -> String { url(name).path }

  /// The names in `Policies`.
  public static var policies: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: path("Policies")).sorted()
    }
  }

  /// The migrations of a well-formed history as the fixtures write it: each marker on a line of its own.
  public static func history(_ name: String) throws -> [FixtureMigration] {
    try FileManager.default.contentsOfDirectory(atPath: path(name))
      .filter { $0.hasSuffix(".sql") && !$0.hasPrefix(".") }
      .sorted()
      .map { file in
        let text = try String(contentsOf: url(name).appendingPathComponent(file), encoding: .utf8)
        return FixtureMigration(id: String(file.dropLast(4)), text: text)
      }
  }
}

/// One file of a history, split without any help of the engine.
public struct FixtureMigration: Sendable {
  /// The file's name without `.sql`.
  public let id: String
  public let up: String
  /// Empty where the file has no such section.
  public let down: String

  init(id: String, text: String) {
    self.id = id
    var up = ""
    var down = ""
    var isDown = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- migrate:up") {
        isDown = false
      } else if line.hasPrefix("-- migrate:down") {
        isDown = true
      } else if isDown {
        down += line + "\n"
      } else {
        up += line + "\n"
      }
    }
    self.up = up
    self.down = down
  }
}
