import Foundation
import Glibc
import Synchronization

/// A started program with its three streams on pipes.
///
/// The child gets those three descriptors and no other, and default signals. Nothing reads its output
/// before ``wait(timeout:)`` does. A process that is still there when its last reference goes is killed.
public final class RunningProcess: Sendable {
  /// The process's id, also after its end.
  public let processIdentifier: Int32

  private let pipes: Mutex<Pipes>
  /// The wait status once the process has been reaped: from then on its id may belong to another.
  private let waitStatus = Mutex<Int32?>(nil)

  init(_ path: String, _ arguments: [String], environment: [String: String], input: [UInt8]) throws {
    ignoreBrokenPipes
    let (identifier, ends) = try spawning.withLock { _ in
      let stdin = try Pipe()
      let stdout = try Pipe()
      let stderr = try Pipe()
      let identifier = try spawn(
        path, arguments, environment: environment, streams: [stdin.reader, stdout.writer, stderr.writer])
      return (
        identifier,
        Pipes(
          pendingInput: input[...], stdin: stdin.writer, stdout: stdout.reader, stderr: stderr.reader)
      )
    }
    processIdentifier = identifier
    pipes = Mutex(ends)
    try ends.stdin?.makeNonblocking()
  }

  deinit {
    guard reap() == nil else { return }
    kill(processIdentifier, SIGKILL)
    var status: Int32 = 0
    while waitpid(processIdentifier, &status, 0) < 0, errno == EINTR {}
  }

  /// Whether the process has not ended.
  public var isRunning: Bool { reap() == nil }

  /// Sends a signal, unless the process has already ended.
  public func send(signal: Int32) {
    waitStatus.withLock { status in
      if status == nil { kill(processIdentifier, signal) }
    }
  }

  /// Feeds the process its input, reads its output, and answers when it has ended; after the timeout
  /// it is killed, and ``Shell/TimedOut`` is thrown.
  public func wait(timeout: Duration = .seconds(60)) throws -> Shell.Result {
    let deadline = ContinuousClock.now + timeout
    return try pipes.withLock { pipes in
      while true {
        pipes.transfer(milliseconds: pipes.isDone ? 0 : 20)
        if let status = reap() {
          // Whatever else holds the other ends (a daemon that it left behind) is not waited for.
          while pipes.transfer(milliseconds: 0) {}
          return Shell.Result(waitStatus: status, stdout: pipes.output, stderr: pipes.errors)
        }
        if ContinuousClock.now > deadline {
          send(signal: SIGKILL)
          throw Shell.TimedOut(
            stdout: String(decoding: pipes.output, as: UTF8.self),
            stderr: String(decoding: pipes.errors, as: UTF8.self))
        }
        if pipes.isDone { usleep(500) }
      }
    }
  }

  private func reap() -> Int32? {
    waitStatus.withLock { known in
      if known == nil {
        var status: Int32 = 0
        if waitpid(processIdentifier, &status, WNOHANG) == processIdentifier { known = status }
      }
      return known
    }
  }
}

/// The test process's side of the three streams.
private struct Pipes {
  var pendingInput: ArraySlice<UInt8>
  var stdin: Descriptor?
  var stdout: Descriptor?
  var stderr: Descriptor?
  var output: [UInt8] = []
  var errors: [UInt8] = []

  var isDone: Bool { stdin == nil && stdout == nil && stderr == nil }

  /// Waits until a stream is ready and moves what can be moved; false when nothing was.
  @discardableResult
  mutating func transfer(milliseconds: Int32) -> Bool {
    if pendingInput.isEmpty { stdin = nil }
    if isDone { return false }
    // A negative descriptor is skipped by poll.
    var requests = [
      pollfd(fd: stdin?.number ?? -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: stdout?.number ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: stderr?.number ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&requests, nfds_t(requests.count), milliseconds) > 0 else { return false }
    if requests[0].revents != 0, let descriptor = stdin {
      let count = pendingInput.withUnsafeBytes { write(descriptor.number, $0.baseAddress, $0.count) }
      if count > 0 {
        pendingInput.removeFirst(count)
      } else if count < 0, errno != EAGAIN, errno != EINTR {
        // It reads no further.
        stdin = nil
      }
    }
    if requests[1].revents != 0, let descriptor = stdout, !descriptor.read(into: &output) { stdout = nil }
    if requests[2].revents != 0, let descriptor = stderr, !descriptor.read(into: &errors) { stderr = nil }
    return true
  }
}

/// Both ends of a pipe, which no program inherits by accident.
private struct Pipe {
  let reader: Descriptor
  let writer: Descriptor

  init() throws {
    var numbers: [Int32] = [-1, -1]
    guard pipe(&numbers) == 0 else { throw POSIXFailure("pipe") }
    for number in numbers { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
    reader = Descriptor(numbers[0])
    writer = Descriptor(numbers[1])
  }
}

/// An open file that is closed with its last reference.
final class Descriptor: Sendable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  func makeNonblocking() throws {
    guard fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK) == 0 else {
      throw POSIXFailure("fcntl")
    }
  }

  /// Appends what is there, waiting for at least one byte; false at the end.
  func read(into bytes: inout [UInt8]) -> Bool {
    let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      var result = Glibc.read(number, buffer.baseAddress, buffer.count)
      while result < 0, errno == EINTR { result = Glibc.read(number, buffer.baseAddress, buffer.count) }
      count = max(0, result)
    }
    bytes += chunk
    return !chunk.isEmpty
  }
}

/// A call of the operating system that failed.
struct POSIXFailure: Error, CustomStringConvertible {
  let call: String
  let code: Int32

  init(_ call: String, code: Int32 = errno) {
    self.call = call
    self.code = code
  }

  var description: String { "\(call): \(String(cString: strerror(code)))" }
}

/// Writing to a program that has ended is an error here, not the end of the test process.
private let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

/// Held from the making of a pipe to the start of the program that it is for, so that no other gets hold of it.
private let spawning = Mutex<Void>(())

/// Starts a program with these descriptors as its first ones and all others closed.
private func spawn(
  _ path: String, _ arguments: [String], environment: [String: String], streams: [Descriptor]
) throws -> Int32 {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for (number, stream) in streams.enumerated() {
    posix_spawn_file_actions_adddup2(&actions, stream.number, Int32(number))
  }
  for number in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap({ Int32($0) })
  where number >= streams.count {
    posix_spawn_file_actions_addclose(&actions, number)
  }

  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigaddset(&signals, SIGPIPE)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

  var argv = ([path] + arguments).map { strdup($0) } + [nil]
  var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { for text in argv + envp { free(text) } }
  var identifier: pid_t = 0
  let code = posix_spawn(&identifier, path, &actions, &attributes, &argv, &envp)
  guard code == 0 else { throw POSIXFailure(path, code: code) }
  return identifier
}

/// Starts a program that has no streams and outlives what started it.
func spawnDetached(_ path: String, _ arguments: [String]) throws {
  let number = open("/dev/null", O_RDWR | O_CLOEXEC)
  guard number >= 0 else { throw POSIXFailure("/dev/null") }
  let null = Descriptor(number)
  // A session of its own keeps a terminal's interrupt from it.
  guard let setsid = Shell.find("setsid") else { throw POSIXFailure("setsid", code: ENOENT) }
  _ = try spawning.withLock { _ in
    try spawn(
      setsid, [path] + arguments, environment: ["PATH": "/usr/bin:/bin"], streams: [null, null, null])
  }
}
