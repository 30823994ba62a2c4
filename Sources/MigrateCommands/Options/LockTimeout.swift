import ArgumentParser

/// The value of `--lock-timeout`: seconds, decimals allowed.
enum LockTimeout {
  static let standard = Duration.seconds(30)

  @Sendable
  static func parse(_ text: String) throws -> Duration {
    let isNumber = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    // Thirty years are for ever, and far from what a clock cannot hold.
    guard isNumber, let seconds = Double(text), seconds <= 1e9 else {
      throw ValidationError("'\(text)' is not a number of seconds, such as 30 or 0.5")
    }
    return .seconds(seconds)
  }
}
