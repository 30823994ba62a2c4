import Foundation
import Glibc

/// Runs programs.
public enum Shell {
  /// What a program that has ended left behind.
  public struct Result: Sendable, CustomStringConvertible {
    /// Its exit code; 128 and the signal's number when a signal ended it.
    public let status: Int32
    /// The signal that ended it.
    public let signal: Int32?
    public let stdoutBytes: [UInt8]
    public let stderrBytes: [UInt8]

    init(waitStatus: Int32, stdout: [UInt8], stderr: [UInt8]) {
      let ended = waitStatus & 0x7f
      signal = ended == 0 ? nil : ended
      status = ended == 0 ? (waitStatus >> 8) & 0xff : 128 + ended
      stdoutBytes = stdout
      stderrBytes = stderr
    }

    public var stdout: String { String(decoding: stdoutBytes, as: UTF8.self) }
    public var stderr: String { String(decoding: stderrBytes, as: UTF8.self) }
    public var description: String { "exit \(status)\n\(stdout)\(stderr)" }
  }

  /// A program that did not end in time, and was killed.
  public struct TimedOut: Error, CustomStringConvertible {
    public let stdout: String
    public let stderr: String
    public var description: String { "still running, killed\n\(stdout)\(stderr)" }
  }

  /// A program that had to succeed and did not.
  public struct Failed: Error, CustomStringConvertible {
    public let command: [String]
    public let result: Result
    public var description: String { "\(command.joined(separator: " ")): \(result)" }
  }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - path: The program's path, or a name to look for in `PATH`.
  ///   - env: Added to this process's environment.
  ///   - stdin: All that it can read.
  ///   - directory: Where it runs; this process's own without.
  public static func run(
    _ path: String, _ arguments: [String] = [], env: [String: String] = [:], stdin: String = "",
    directory: String? = nil, timeout: Duration = .seconds(60)
  ) throws -> Result {
    try start(path, arguments, env: env, stdin: stdin, directory: directory).wait(timeout: timeout)
  }

  /// Runs a program that must exit with 0.
  @discardableResult
  public static func check(
    _ path: String, _ arguments: [String] = [], env: [String: String] = [:], stdin: String = "",
    directory: String? = nil, timeout: Duration = .seconds(60)
  ) throws -> Result {
    let result = try run(path, arguments, env: env, stdin: stdin, directory: directory, timeout: timeout)
    guard result.status == 0 else { throw Failed(command: [path] + arguments, result: result) }
    return result
  }

  /// Starts a program and does not wait for it: to race several, or to kill one.
  public static func start(
    _ path: String, _ arguments: [String] = [], env: [String: String] = [:], stdin: String = "",
    directory: String? = nil
  ) throws -> RunningProcess {
    guard let program = find(path) else { throw POSIXFailure(path, code: ENOENT) }
    let environment = ProcessInfo.processInfo.environment.merging(env) { _, new in new }
    let command = directory.map { ["/usr/bin/env", "--chdir=\($0)", program] } ?? [program]
    return try RunningProcess(
      command[0], command.dropFirst() + arguments, environment: environment, input: Array(stdin.utf8))
  }

  /// The path of a program: as given when it has a slash, else the first of its name in `PATH`.
  public static func find(_ name: String) -> String? {
    if name.contains("/") { return name }
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
