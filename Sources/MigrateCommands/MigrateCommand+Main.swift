import ArgumentParser

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension MigrateCommand {
  /// The whole of a process: parses its arguments, runs the command, and ends with its exit code. Unlike
  /// ArgumentParser's own, this answers wrong usage with JSON when `--json` is among the arguments.
  public static func main() {
    // A reader that goes away, as `head` does, must not end a run half-way.
    _ = signal(SIGPIPE, SIG_IGN)
    Interruption.install()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch let code as ExitCode {
      exit(withError: code)
    } catch {
      let code = exitCode(for: error)
      // Help, the version, a completion script.
      guard code != .success else { exit(withError: error) }
      if arguments.prefix(while: { $0 != "--" }).contains("--json") {
        let document = JSONValue.failure(
          code: "usage", message: message(for: error).forTerminal().shortened(), exit: code.rawValue)
        try? StandardStream.output.write(document.text + "\n")
      } else {
        try? StandardStream.error.write(fullMessage(for: error).forTerminal().shortened() + "\n")
      }
      exit(withError: code)
    }
  }
}
