import CSystemSQLite

extension Connection {
  /// The database as the bytes of its file: https://www.sqlite.org/c3ref/serialize.html
  ///
  /// - Returns: no bytes for a database in memory to which nothing was ever written.
  public func serialize() throws(SQLiteError) -> [UInt8] {
    guard try pragma("page_count") != 0 else { return [] }
    return try whileOpen { handle throws(SQLiteError) in
      var size: Int64 = 0
      guard let bytes = sqlite3_serialize(handle, "main", &size, 0) else {
        throw SQLiteError(.noMemory, "the database cannot be read into memory")
      }
      defer { sqlite3_free(bytes) }
      return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
    }
  }

  /// Leaves the connection's file and works in memory on a database given as the bytes of a file.
  /// https://www.sqlite.org/c3ref/deserialize.html
  ///
  /// A file in WAL mode is taken out of it, as that page advises, since there is no WAL in memory. That
  /// the bytes are no database shows at the first statement; no bytes at all make an empty one.
  ///
  /// - Throws: `.misuse` inside a transaction, which SQLite would drop without a word; else what SQLite
  ///   says.
  public func deserialize(_ bytes: [UInt8], readOnly: Bool = false) throws(SQLiteError) {
    guard !isInTransaction else {
      throw SQLiteError(.misuse, "a database cannot be replaced inside a transaction")
    }
    try whileOpen { handle throws(SQLiteError) in
      let count = bytes.count
      guard let copy = sqlite3_malloc64(UInt64(max(count, 1))) else {
        throw SQLiteError(.noMemory, "there is no memory for a database of \(count) bytes")
      }
      let image = UnsafeMutableRawBufferPointer(start: copy, count: count)
      image.copyBytes(from: bytes)
      leaveWAL(image)
      let flags =
        SQLITE_DESERIALIZE_FREEONCLOSE
        | (readOnly ? SQLITE_DESERIALIZE_READONLY : SQLITE_DESERIALIZE_RESIZEABLE)
      // SQLite frees the copy, also when this fails.
      try SQLiteError.check(handle) {
        sqlite3_deserialize(
          handle, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(count), Int64(max(count, 1)),
          UInt32(flags))
      }
    }
  }
}

/// The read and write versions of the file format, 2 for WAL: https://www.sqlite.org/fileformat2.html
private func leaveWAL(_ image: UnsafeMutableRawBufferPointer) {
  guard image.count >= 20 else { return }
  for index in 18...19 where image[index] == 2 { image[index] = 1 }
}
