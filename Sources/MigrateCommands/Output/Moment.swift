/// A moment as the history keeps it, `YYYY-MM-DD HH:MM:SS.SSS` in UTC, in other forms.
struct Moment {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// `YYYY-MM-DDTHH:MM:SS.SSSZ`. What a person wrote into the history by hand in another form stays as it is.
  var iso8601: String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[10] == UInt8(ascii: " "), !text.hasSuffix("Z"), !text.contains("+") else {
      return text
    }
    return text.prefix(10) + "T" + text.dropFirst(11) + "Z"
  }

  /// To the second.
  var short: String { String(text.prefix(19)) }
}
