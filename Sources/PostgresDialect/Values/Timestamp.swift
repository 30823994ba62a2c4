/// Times as microseconds since 1970, and their stored texts.
package enum Timestamp {
  package static let microsPerDay = DateTimeLiteral.microsPerDay

  package static func text(_ micros: Int) -> String { DateTimeLiteral.timestamp(micros) }

  /// Of a stored date or time stamp; nil when another program stored something else.
  package static func micros(_ text: String) -> Int? { DateTimeLiteral(text)?.micros(inUTC: true) }
}
