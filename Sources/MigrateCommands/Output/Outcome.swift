import ArgumentParser
import Migrations

/// How a command ended: the members of its JSON document, and the exit code.
struct Outcome {
  var document: [String: JSONValue] = [:]
  var status = ExitStatus.done
  var error: MigrationError?
  /// What is the case after the error: what was kept.
  var afterword: String?

  init(_ document: [String: JSONValue] = [:], status: ExitStatus = .done) {
    self.document = document
    self.status = status
  }

  init(_ document: [String: JSONValue] = [:], error: MigrationError, afterword: String? = nil) {
    self.document = document
    self.error = error
    self.afterword = afterword
    status = ExitStatus(error)
  }
}

extension CommonOptions {
  /// Runs a command, and says how it ended in the form that was asked for.
  ///
  /// - Throws: an `ExitCode`, when it is not 0.
  func perform(_ body: (Console) throws -> Outcome) throws {
    let console = console
    var outcome = Self.outcome { try body(console) }
    var exit = outcome.status.rawValue
    if let signal = Interruption.signal, outcome.error != nil { exit = 128 + signal }
    if let error = outcome.error {
      console.complain(error.description)
      if let afterword = outcome.afterword { console.complain(afterword) }
      outcome.document["error"] = JSONValue(error, exit: exit)
    }
    do throws(MigrationError) {
      try console.document(.object(outcome.document))
    } catch {
      console.complain(error.description)
      throw ExitCode(ExitStatus(error).rawValue)
    }
    if exit != 0 { throw ExitCode(exit) }
  }

  private static func outcome(_ body: () throws -> Outcome) -> Outcome {
    do {
      return try body()
    } catch let error as MigrationError {
      return Outcome(error: error)
    } catch {
      var failure = MigrationError(.migrationFailed, "\(error)")
      failure.underlying = error
      return Outcome(error: failure)
    }
  }
}
