/// Lines of places that are asked for from front to back, without counting from the start each time.
package struct LineCounter {
  private let source: SourceText
  private var offset = 0
  private var line = 1

  package init(_ source: SourceText) {
    self.source = source
  }

  /// The line of a place, counted from 1.
  package mutating func line(of place: Int) -> Int {
    if place < offset { self = LineCounter(source) }
    let end = min(place, source.bytes.count)
    while offset < end {
      if source.bytes[offset] == UInt8(ascii: "\n") { line += 1 }
      offset += 1
    }
    return line
  }
}
