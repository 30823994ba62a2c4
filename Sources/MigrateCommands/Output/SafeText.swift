extension String {
  /// The same without anything that would steer a terminal: escapes, and marks that reverse the direction of
  /// text. They become visible, as `\u{1B}`. A name takes one line.
  func forTerminal(isName: Bool = false) -> String {
    guard unicodeScalars.contains(where: \.steersTerminal) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if !scalar.steersTerminal || (!isName && (scalar == "\n" || scalar == "\t")) {
        text.unicodeScalars.append(scalar)
      } else if isName || scalar != "\r" {
        text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
    return text
  }

  /// For a name: an id, a description, a path.
  var asName: String { forTerminal(isName: true) }

  /// Cut to what a person reads and a log takes.
  func shortened(to limit: Int = 16_000) -> String {
    guard utf8.count > limit else { return self }
    let head = String(decoding: utf8.prefix(limit), as: UTF8.self)
    // The last character may have lost a part.
    return head.dropLast() + " […] (\(utf8.count - limit) bytes more)"
  }
}

extension Unicode.Scalar {
  var steersTerminal: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0, 0x2028...0x202e, 0x2066...0x2069, 0x200e, 0x200f: true
    default: false
    }
  }
}
