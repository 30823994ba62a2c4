import Migrations

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Standard output and standard error, written at once so that their order is kept.
enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  func write(_ text: String) throws(MigrationError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { sysWrite(rawValue, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EAGAIN {
        // Somebody made the terminal or pipe non-blocking.
        var request = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, -1)
      } else if errno != EINTR {
        let reason = String(cString: strerror(errno))
        throw MigrationError(.inputOutput, "standard \(self) cannot be written: \(reason)")
      }
    }
  }

  var isTerminal: Bool { isatty(rawValue) == 1 }

  /// All of standard input, up to a limit that no text of statements reaches.
  static func readInput() throws(MigrationError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= 256 << 20 {
      let count = read(0, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw MigrationError(.inputOutput, "cannot read standard input: \(String(cString: strerror(errno)))")
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    throw MigrationError(.inputOutput, "standard input is larger than 256 MiB")
  }
}

private func sysWrite(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, base, count)
}
