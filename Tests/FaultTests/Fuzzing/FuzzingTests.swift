import Foundation
import TestSupport
import Testing

/// The corpus of the fuzzer, which has every input that once failed, and changes of it. `Tests/Fuzzing/fuzz` goes on from here.
@Suite struct FuzzingTests {
  @Test(arguments: FuzzTarget.allCases)
  func `the corpus, and changes of it, end in order`(_ target: FuzzTarget) throws {
    let folder = Fixtures.url("Fuzzing/\(target.rawValue)")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }
    #expect(!files.isEmpty)
    let inputs = try files.map { Array(try Data(contentsOf: $0)) }
    for input in inputs { target.run(input) }
    var random = SeededGenerator(seed: 7)
    let rounds = Thoroughness.isFull ? 5000 : 40
    for _ in 0..<rounds {
      guard var input = inputs.randomElement(using: &random),
        let other = inputs.randomElement(using: &random)
      else { return }
      for _ in 0..<Int.random(in: 1...4, using: &random) { change(&input, other, &random) }
      target.run(input)
    }
  }

  private func change(_ bytes: inout [UInt8], _ other: [UInt8], _ random: inout SeededGenerator) {
    guard !bytes.isEmpty, !other.isEmpty else {
      return bytes.append(UInt8.random(in: 0...255, using: &random))
    }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let length = Int.random(in: 0...min(40, bytes.count - place), using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(place..<place + length)
    case 2: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    default:
      let start = Int.random(in: 0..<other.count, using: &random)
      bytes.insert(contentsOf: other[start..<min(other.count, start + length)], at: place)
    }
  }
}
