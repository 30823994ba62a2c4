extension Connection {
  /// Runs a script, every statement in turn; rows are discarded, and the first error ends it.
  ///
  /// The script may begin with a byte order mark and end with comments. What ran before an error stays: use
  /// ``transaction(_:_:)`` for all or nothing.
  ///
  /// - Throws: `.error` for a NUL in the text, before anything has run; else what SQLite says, with the place
  ///   in the text.
  public func execute(_ sql: String) throws(SQLiteError) {
    try requireOpen()
    let text = try SQLText(sql)
    var position = text.start
    while let statement = try next(in: text, at: &position, isScript: true) {
      try statement.finish()
    }
  }

  /// Runs one statement to its end, with as many values as it has parameters; rows are discarded.
  public func run(_ sql: String, _ parameters: [Value] = []) throws(SQLiteError) {
    let statement = try prepare(sql)
    try statement.bind(parameters)
    try statement.finish()
  }

  /// All rows of one statement.
  public func query(_ sql: String, _ parameters: [Value] = []) throws(SQLiteError) -> [Row] {
    let statement = try prepare(sql)
    try statement.bind(parameters)
    return try statement.rows()
  }

  /// The first column of the first row; nil when there is no row. Further rows are not computed.
  public func value(_ sql: String, _ parameters: [Value] = []) throws(SQLiteError) -> Value? {
    let statement = try prepare(sql)
    try statement.bind(parameters)
    return try statement.step() ? statement.value(at: 0) : nil
  }
}
