/// SQL as the compiler wants it: UTF-8 that ends with a NUL and has none before.
struct SQLText {
  let text: String
  /// With the final NUL, which spares SQLite a copy for every statement.
  let bytes: [UInt8]
  /// After the byte order mark, if there is one.
  let start: Int
  /// Where the NUL is.
  let end: Int

  init(_ sql: String) throws(SQLiteError) {
    var bytes = Array(sql.utf8)
    if let nul = bytes.firstIndex(of: 0) {
      // SQLite would read no further, and say nothing.
      throw SQLiteError(.error, "the SQL holds a NUL character, at byte \(nul)", sql: sql, offset: nul)
    }
    guard bytes.count < Int(Int32.max) else { throw SQLiteError(.tooBig, "the SQL is longer than 2 GB") }
    text = sql
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    end = bytes.count
    bytes.append(0)
    self.bytes = bytes
  }

  /// The first byte from `position` on that is no blank.
  func skippingBlanks(from position: Int) -> Int {
    bytes[position..<end].firstIndex { !($0 == 0x20 || (0x09...0x0D).contains($0)) } ?? end
  }
}
