import Foundation

/// An executable of this package that is not where the tests were built.
public struct MissingProduct: Error, CustomStringConvertible {
  public let path: String
  public var description: String { "\(path) is not built: the test target must depend on it" }
}

/// The path of an executable of this package, built with the tests that run.
public func builtProduct(_ name: String) throws -> String {
  let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  let path = tests.deletingLastPathComponent().appendingPathComponent(name).path
  guard FileManager.default.isExecutableFile(atPath: path) else { throw MissingProduct(path: path) }
  return path
}
