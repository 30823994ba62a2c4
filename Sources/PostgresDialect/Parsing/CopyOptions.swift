/// One line of rows as `COPY` has them.
struct CopyRow {
  /// NULL as nil.
  var fields: [String?]
  var range: SourceRange
}

/// How the rows of a `COPY` are written: https://www.postgresql.org/docs/15/sql-copy.html#id-1.9.3.55.9
struct CopyOptions {
  var isCSV = false
  var hasHeader = false
  var delimiter: UInt8?
  var null: String?
  var quote = UInt8(ascii: "\"")
  var escape: UInt8?

  /// - Parameter start: where the first byte stands in the source.
  func rows(_ data: ArraySlice<UInt8>, from start: Int) throws(Diagnostic) -> [CopyRow] {
    var rows = isCSV ? try quotedRows(data, from: start) : plainRows(data, from: start)
    if hasHeader, !rows.isEmpty { rows.removeFirst() }
    return rows
  }

  // MARK: - Text

  private func plainRows(_ data: ArraySlice<UInt8>, from start: Int) -> [CopyRow] {
    var rows: [CopyRow] = []
    var lower = data.startIndex
    while lower < data.endIndex {
      let upper = data[lower...].firstIndex(of: UInt8(ascii: "\n")) ?? data.endIndex
      var line = data[lower..<upper]
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      let place = start + lower - data.startIndex
      let fields = line.split(separator: delimiter ?? UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      rows.append(CopyRow(fields: fields.map(plain), range: SourceRange(place, place + line.count)))
      lower = upper < data.endIndex ? upper + 1 : upper
    }
    return rows
  }

  private func plain(_ field: ArraySlice<UInt8>) -> String? {
    if field.elementsEqual((null ?? "\\N").utf8) { return nil }
    var result: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "v"): result.append(11)
      case UInt8(ascii: "x"):
        let digits = rest.prefix(2).prefix { Character(Unicode.Scalar($0)).isHexDigit }
        guard let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else {
          result.append(next)
          continue
        }
        rest = rest.dropFirst(digits.count)
        result.append(value)
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        let more = rest.prefix(2).prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
        rest = rest.dropFirst(more.count)
        let digits = String(decoding: [next] + more, as: UTF8.self)
        result.append(UInt8(truncatingIfNeeded: Int(digits, radix: 8) ?? 0))
      default: result.append(next)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: - CSV

  private func quotedRows(_ data: ArraySlice<UInt8>, from start: Int) throws(Diagnostic) -> [CopyRow] {
    var rows: [CopyRow] = []
    var fields: [String?] = []
    var field: [UInt8] = []
    var (isQuoted, wasQuoted) = (false, false)
    let (separator, escape) = (delimiter ?? UInt8(ascii: ","), self.escape ?? quote)
    var first = data.startIndex
    func place(_ index: Int) -> Int { start + index - data.startIndex }
    func take() {
      let text = String(decoding: field, as: UTF8.self)
      fields.append(!wasQuoted && text == (null ?? "") ? nil : text)
      field = []
      wasQuoted = false
    }
    var index = data.startIndex
    while index < data.endIndex {
      let byte = data[index]
      if isQuoted {
        if byte == escape, index + 1 < data.endIndex, data[index + 1] == quote || data[index + 1] == escape {
          field.append(data[index + 1])
          index += 1
        } else if byte == quote {
          isQuoted = false
        } else {
          field.append(byte)
        }
      } else if byte == quote {
        (isQuoted, wasQuoted) = (true, true)
      } else if byte == separator {
        take()
      } else if byte == UInt8(ascii: "\n") {
        if field.last == UInt8(ascii: "\r") { field.removeLast() }
        take()
        rows.append(CopyRow(fields: fields, range: SourceRange(place(first), place(index))))
        fields = []
        first = index + 1
      } else {
        field.append(byte)
      }
      index += 1
    }
    if isQuoted {
      throw Diagnostic(
        .error, SQLState("22P04"), "unterminated CSV quoted field",
        at: SourceRange(place(first), place(index)))
    }
    if !fields.isEmpty || !field.isEmpty {
      take()
      rows.append(CopyRow(fields: fields, range: SourceRange(place(first), place(index))))
    }
    return rows
  }
}
