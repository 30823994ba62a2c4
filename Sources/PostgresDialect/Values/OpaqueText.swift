/// Types that SQLite cannot check and that are kept as PostgreSQL's text; some are checked when they are read.
enum OpaqueText {
  static func checked(_ text: String, _ type: String, or failure: Diagnostic) throws(Diagnostic) -> String {
    switch type {
    case "inet", "cidr":
      guard let address = address(text, isNetwork: type == "cidr") else { throw failure }
      return address
    case "jsonpath": return try PathExpression(text).description
    case "macaddr", "macaddr8":
      let digits = text.filter { !":-.".contains($0) }
      guard let bytes = Hexadecimal.bytes(digits), bytes.count == (type == "macaddr" ? 6 : 8) else {
        throw failure
      }
      return bytes.map { Hexadecimal.text([$0]) }.joined(separator: ":")
    default: return text
    }
  }

  /// https://www.postgresql.org/docs/15/datatype-net-types.html
  private static func address(_ text: String, isNetwork: Bool) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return nil }
    let host = String(parts[0])
    let isV6 = host.contains(":")
    let full = isV6 ? 128 : 32
    guard isV6 ? isIPv6(host) : isIPv4(host) else { return nil }
    var mask = full
    if parts.count == 2 {
      guard let written = Int(parts[1]), (0...full).contains(written) else { return nil }
      mask = written
    }
    return host.lowercased() + (isNetwork || mask != full ? "/\(mask)" : "")
  }

  /// By family, by the bits that both networks have, by the length of the networks, by all bits.
  static func compareAddresses(_ left: String, _ right: String) -> Int {
    let (a, b) = (parts(ofAddress: left), parts(ofAddress: right))
    if a.bits.count != b.bits.count { return a.bits.count < b.bits.count ? -1 : 1 }
    func order(_ x: ArraySlice<Bool>, _ y: ArraySlice<Bool>) -> Int {
      zip(x, y).first { $0 != $1 }.map { $0.1 ? -1 : 1 } ?? 0
    }
    let common = min(a.mask, b.mask)
    let networks = order(a.bits.prefix(common), b.bits.prefix(common))
    if networks != 0 { return networks }
    if a.mask != b.mask { return a.mask < b.mask ? -1 : 1 }
    return order(a.bits[...], b.bits[...])
  }

  private static func parts(ofAddress text: String) -> (bits: [Bool], mask: Int) {
    let parts = text.split(separator: "/")
    let host = parts.first.map(String.init) ?? ""
    func bits(_ value: Int, _ width: Int) -> [Bool] { (0..<width).reversed().map { value >> $0 & 1 == 1 } }
    func quad(_ text: Substring) -> [Bool] { text.split(separator: ".").flatMap { bits(Int($0) ?? 0, 8) } }
    var all: [Bool]
    if host.contains(":") {
      let halves = host.components(around: "::").map { half in
        half.split(separator: ":").flatMap { $0.contains(".") ? quad($0) : bits(Int($0, radix: 16) ?? 0, 16) }
      }
      let head = halves.first ?? []
      let tail = halves.count > 1 ? halves[1] : []
      all = head + Array(repeating: false, count: max(0, 128 - head.count - tail.count)) + tail
    } else {
      all = quad(host[...])
    }
    return (all, parts.count > 1 ? Int(parts[1]) ?? all.count : all.count)
  }

  private static func isIPv4(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.allSatisfy { $0.isASCII && $0.isNumber } && Int(part).map { $0 <= 255 } ?? false
      }
  }

  private static func isIPv6(_ text: String) -> Bool {
    let halves = text.components(around: "::")
    guard halves.count <= 2 else { return false }
    var groups = 0
    for half in halves where !half.isEmpty {
      for group in half.split(separator: ":", omittingEmptySubsequences: false) {
        if group.contains(".") {
          guard isIPv4(String(group)) else { return false }
          groups += 2
        } else {
          guard (1...4).contains(group.count), group.allSatisfy(\.isHexDigit) else { return false }
          groups += 1
        }
      }
    }
    return halves.count == 2 ? groups < 8 : groups == 8
  }
}

extension String {
  /// The parts between the occurrences of a mark.
  package func components(around mark: String) -> [String] {
    var parts: [String] = []
    var rest = unicodeScalars[...]
    var part = String.UnicodeScalarView()
    let wanted = mark.unicodeScalars
    while !rest.isEmpty {
      if !wanted.isEmpty, rest.starts(with: wanted) {
        parts.append(String(part))
        part = String.UnicodeScalarView()
        rest = rest.dropFirst(wanted.count)
      } else {
        part.append(rest.removeFirst())
      }
    }
    return parts + [String(part)]
  }
}
