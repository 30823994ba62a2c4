import Glibc

/// A session, in PostgreSQL's frontend/backend protocol (https://www.postgresql.org/docs/15/protocol.html).
///
/// Texts go as they are, so that one with an open quote is PostgreSQL's error and not `psql`'s wait for more.
final class PostgresConnection {
  /// `I` outside a transaction, `T` inside, `E` inside one that has failed.
  private(set) var transactionStatus = UInt8(ascii: "I")

  private let socket: Descriptor
  private var received: [UInt8] = []
  private var cursor = 0

  init(socket path: String, database: String) throws {
    let number = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else { throw POSIXFailure("socket") }
    socket = Descriptor(number)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let connected = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        connect(number, $0.baseAddress, socklen_t(bytes.count))
      }
    }
    guard connected == 0 else { throw POSIXFailure("connect \(path)") }
    // Longer than the server lets a statement run: what hangs here is a bug, and must not hang the tests.
    var limit = timeval(tv_sec: 90, tv_usec: 0)
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))

    var startup: [UInt8] = [0, 3, 0, 0]
    for text in ["user", "postgres", "database", database, "client_encoding", "UTF8"] {
      startup += Array(text.utf8) + [0]
    }
    try write(bigEndian(startup.count + 5) + startup + [0])
    if let error = collect().last?.error { throw error }
  }

  deinit {
    // The server closes its end when the session is gone: DROP DATABASE then need not wait for that.
    guard (try? write([UInt8(ascii: "X")] + bigEndian(4))) != nil else { return }
    while socket.read(into: &received) {}
  }

  /// Sends a text in one message: several statements in it are one transaction, unless they say otherwise.
  func send(_ sql: String) -> [PostgresResult] {
    let text = Array(sql.utf8)
    guard !text.contains(0) else {
      return [failure("22021", "invalid byte sequence for encoding \"UTF8\": 0x00")]
    }
    do {
      try write([UInt8(ascii: "Q")] + bigEndian(text.count + 5) + text + [0])
    } catch {
      return [failure("08006", "\(error)")]
    }
    return collect()
  }

  /// Reads one result a statement, until the server is ready for the next text.
  private func collect() -> [PostgresResult] {
    var results: [PostgresResult] = []
    var current = PostgresResult()
    let finish = {
      results.append(current)
      current = PostgresResult()
    }
    do {
      while true {
        var message = try nextMessage()
        switch message.kind {
        case "T":
          current.columns = (0..<message.int16()).map { _ in
            let name = message.string()
            message.skip(6)
            let type = UInt32(bitPattern: message.int32())
            message.skip(2)
            let modifier = message.int32()
            message.skip(2)
            return PostgresResult.Column(name: name, type: type, modifier: modifier)
          }
        case "D":
          current.rows.append((0..<message.int16()).map { _ in message.value() })
        case "C":
          current.tag = message.string()
          finish()
        case "I":
          // An empty text.
          finish()
        case "E":
          current.error = PostgresError(fields: message.fields())
          finish()
        case "N":
          current.notices.append(PostgresError(fields: message.fields()))
        case "G":
          // COPY FROM STDIN: there is nothing to copy.
          try write([UInt8(ascii: "f")] + bigEndian(5) + [0])
        case "R":
          guard message.int32() == 0 else { return [failure("28000", "the server wants a password")] }
        case "Z":
          transactionStatus = message.byte()
          return results
        default:
          break
        }
      }
    } catch {
      // The server's last word says more than the end of the connection.
      return results.last?.error == nil ? results + [failure("08006", "\(error)")] : results
    }
  }

  private func failure(_ sqlState: String, _ message: String) -> PostgresResult {
    var result = PostgresResult()
    result.error = PostgresError(sqlState: sqlState, message: message)
    return result
  }

  private func nextMessage() throws -> Message {
    try fill(5)
    var header = Message(kind: " ", bytes: received[cursor + 1..<cursor + 5])
    let kind = Character(Unicode.Scalar(received[cursor]))
    let length = Int(header.int32())
    try fill(length + 1)
    let message = Message(kind: kind, bytes: received[cursor + 5..<cursor + 1 + length])
    cursor += 1 + length
    return message
  }

  /// Makes this many unread bytes available.
  private func fill(_ count: Int) throws {
    while received.count - cursor < count {
      if cursor > 0 {
        received.removeSubrange(..<cursor)
        cursor = 0
      }
      errno = 0
      guard socket.read(into: &received) else { throw POSIXFailure("the server's answer", code: errno) }
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw POSIXFailure("send") }
      rest.removeFirst(count)
    }
  }

  private func bigEndian(_ number: Int) -> [UInt8] {
    withUnsafeBytes(of: Int32(number).bigEndian, Array.init)
  }
}

/// A message of the server, read from its start to its end.
private struct Message {
  let kind: Character
  var bytes: ArraySlice<UInt8>

  mutating func byte() -> UInt8 { bytes.popFirst() ?? 0 }

  mutating func int16() -> Int { Int(byte()) << 8 | Int(byte()) }

  mutating func int32() -> Int32 {
    var number: UInt32 = 0
    for _ in 0..<4 { number = number << 8 | UInt32(byte()) }
    return Int32(bitPattern: number)
  }

  mutating func skip(_ count: Int) { bytes = bytes.dropFirst(count) }

  mutating func string() -> String {
    let text = bytes.prefix { $0 != 0 }
    bytes = bytes.dropFirst(text.count + 1)
    return String(decoding: text, as: UTF8.self)
  }

  /// A value of a row: its length, or -1 for NULL, and its text.
  mutating func value() -> String? {
    let count = Int(int32())
    guard count >= 0 else { return nil }
    defer { bytes = bytes.dropFirst(count) }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  mutating func fields() -> [UInt8: String] {
    var fields: [UInt8: String] = [:]
    while let letter = bytes.popFirst(), letter != 0 { fields[letter] = string() }
    return fields
  }
}
