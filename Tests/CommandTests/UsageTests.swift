import Foundation
import SQLiteBinding
import TestSupport
import Testing

@Suite struct UsageTests {
  @Test(
    arguments: [
      ["bogus"], ["up", "--bogus"], ["down"], ["down", "--all", "--steps", "1"], ["down", "--steps", "0"],
      ["down", "--to", "-1"], ["mark", "x"], ["mark", "x", "--applied", "--pending"], ["mark", "--applied"],
      ["reset"],
      ["new"], ["up", "--to", "x"], ["up", "--lock-timeout", "-1"], ["up", "--lock-timeout", "soon"],
      ["up", "--lock-timeout", "1e999"], ["up", "--allow", "everything"], ["up", "--allow", ""],
      ["up", "--quiet", "--verbose"], ["status", "extra"], ["up", "--database"],
    ])
  func wrongUsage(_ arguments: [String]) throws {
    let plain = try Migrate.start(arguments).wait()
    #expect(plain.status == 64, "\(plain)")
    #expect(plain.stdout.isEmpty)
    #expect(!plain.stderr.isEmpty)
    let json = try Migrate.start(arguments + ["--json"]).wait()
    #expect(json.status == 64, "\(json)")
    #expect(try json.error["code"] as? String == "usage")
    #expect(try json.error["exit"] as? Int == 64)
  }

  @Test(arguments: [
    ["up"], ["down", "--all"], ["redo"], ["status"], ["mark", "x", "--applied"], ["reset", "--yes"],
  ])
  func aDatabaseMustBeNamed(_ command: [String]) throws {
    let arguments = command + ["--migrations", Fixtures.path("Seed"), "--json"]
    let result = try Migrate.start(arguments).wait()
    #expect(result.status == 64)
    let message = try #require(try result.error["message"] as? String)
    #expect(message.contains("--database"))
    #expect(message.contains("MIGRATE_DATABASE"))
  }

  @Test func theEnvironmentNamesBoth() throws {
    let work = try Workspace()
    let fixture = Fixtures.path("Policies/pending/before")
    let environment = ["MIGRATE_DATABASE": work.database, "MIGRATE_MIGRATIONS": fixture]
    let up = try Migrate.run("up", env: environment)
    #expect(up.status == 0, "\(up)")
    #expect(try work.history().count == 2)
    // The command line wins.
    let other = work.directory.path("other.db")
    let result = try Migrate.run("status", "--json", "-d", other, env: environment)
    #expect(try result.json["version"] as? Int == 0)
    #expect(try result.json["database"] as? String == other)
    let missing = try Migrate.run("status", "-d", other)
    #expect(missing.status == 64)
    #expect(missing.stderr.contains("MIGRATE_MIGRATIONS"))
  }

  @Test(arguments: [[], ["--json"]])
  func helpAndVersion(_ more: [String]) throws {
    let version = try Migrate.start(["--version"] + more).wait()
    #expect(version.status == 0)
    #expect(version.stdout == "0.1.0 (SQLite \(Connection.libraryVersion))\n")
    let help = try Migrate.start(["up", "--help"] + more).wait()
    #expect(help.status == 0)
    #expect(help.stdout.contains("--dry-run"))
    #expect(try Migrate.run("help", "down").stdout.contains("--steps"))
    #expect(try Migrate.run().stdout.contains("SUBCOMMANDS"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completions(_ shell: String) throws {
    let result = try Migrate.run("--generate-completion-script", shell)
    #expect(result.status == 0)
    #expect(result.stdout.contains("dry-run"))
  }
}
