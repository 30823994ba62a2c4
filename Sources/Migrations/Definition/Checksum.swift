import Crypto
import PostgresDialect

/// Tells whether a migration's text still says what it said when it was applied. Made of the text's tokens, so
/// that line endings, blanks and comments don't count.
enum Checksum {
  /// `sha256:` and 64 hexadecimal digits; nil for a migration written in Swift.
  static func checksum(of migration: Migration) -> String? {
    guard let script = migration.up.script else { return nil }
    return "sha256:" + digest(script.source.significantTokens(in: script.range))
  }

  /// The fingerprint of what a statement of SQLite's schema says.
  static func fingerprint(of sql: String) -> String {
    String(digest(Array(sql.utf8)).prefix(32))
  }

  private static func digest(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    var text = ""
    for byte in SHA256.hash(data: bytes) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text
  }
}
