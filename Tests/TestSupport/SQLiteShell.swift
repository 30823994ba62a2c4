import Foundation

/// The stock `sqlite3` program: the other application that opens our files.
public enum SQLiteShell {
  /// Runs SQL on a file; stops at the first error with status 1.
  ///
  /// Foreign keys are enforced, as an application that knows SQLite does.
  public static func run(
    _ sql: String, on path: String, arguments: [String] = [], foreignKeys: Bool = true
  ) throws -> Shell.Result {
    let keys = "PRAGMA foreign_keys = \(foreignKeys ? "ON" : "OFF");\n"
    return try Shell.run(
      "sqlite3", ["-batch", "-bail", "-init", "/dev/null"] + arguments + [path], stdin: keys + sql + "\n")
  }

  /// The rows of a query that must succeed, each value as the shell's text, NULL as nil.
  public static func rows(_ sql: String, on path: String, foreignKeys: Bool = true) throws -> [[String?]] {
    let arguments = ["-ascii", "-noheader", "-nullvalue", "\u{1D}"]
    let result = try run(sql, on: path, arguments: arguments, foreignKeys: foreignKeys)
    guard result.status == 0 else { throw Shell.Failed(command: ["sqlite3", path, sql], result: result) }
    // Each row ends with the separator, also one of a single empty text.
    return result.stdout.split(separator: "\u{1E}", omittingEmptySubsequences: false).dropLast().map { row in
      row.split(separator: "\u{1F}", omittingEmptySubsequences: false).map {
        $0 == "\u{1D}" ? nil : String($0)
      }
    }
  }
}
