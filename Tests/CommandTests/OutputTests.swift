import Foundation
import TestSupport
import Testing

@Suite struct OutputTests {
  private func hasControls(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { scalar in
      scalar != "\n" && scalar.properties.generalCategory == .control || scalar == "\u{202E}"
    }
  }

  @Test func nothingSteersTheTerminal() throws {
    let work = try Workspace()
    try work.write("001_a\u{1B}[31m\u{202E}b\nc.sql", "CREATE TABLE a (x integer);")
    try work.write("002_b.sql", "SELECT \"\u{1B}]0;x\u{7}\u{9B}31m\" FROM a;")
    let applied = try work.migrate("up", "--to", "1", "--verbose")
    #expect(applied.status == 0, "\(applied)")
    let results = [
      applied, try work.migrate("up", "--verbose"), try work.migrate("up", "--json"),
      try work.migrate("status"),
      try work.migrate("status", "--json"), try Migrate.run("up", "--\u{1B}[31m"),
      try Migrate.run("up", "--json", "--\u{1B}[31m"), try Migrate.run("translate", "\u{1B}[31m"),
    ]
    for result in results {
      #expect(!hasControls(result.stdoutBytes), "\(result.stdout.debugDescription)")
      #expect(!hasControls(result.stderrBytes), "\(result.stderr.debugDescription)")
    }
    let entries = try #require(try results[4].json["migrations"] as? [[String: Any]])
    #expect(entries.first?["id"] as? String == "001_a\u{1B}[31m\u{202E}b\nc")
  }

  @Test func messagesStayShort() throws {
    let manyErrors = String(repeating: "CREATE TABEL x;\n", count: 5000)
    let longName = "SELECT * FROM \"" + String(repeating: "ä", count: 100_000) + "\";"
    for text in [manyErrors, longName, "-- migrate:" + String(repeating: "x", count: 100_000)] {
      let result = try Migrate.run("translate", stdin: text)
      #expect(result.status == 4)
      #expect(result.stderrBytes.count < 20_000, "\(result.stderrBytes.count)")
      let json = try Migrate.run("translate", "--json", stdin: text)
      #expect(json.stdoutBytes.count < 40_000)
      #expect(try json.error["message"] != nil)
    }
  }

  @Test func quietAndVerbose() throws {
    let work = try Workspace()
    let quiet = try work.migrate("up", "--to", "1", "--quiet", on: "Policies/pending/after")
    #expect(quiet.description == "exit 0\n")
    let verbose = try work.migrate("up", "--to", "2", "--verbose", on: "Policies/pending/after")
    #expect(verbose.stdout.contains("002_create_tags:2: CREATE TABLE"), "\(verbose)")
    let json = try work.migrate("up", "--verbose", "--json", on: "Policies/pending/after")
    #expect(try json.applied.count == 3)
    #expect(json.stderr.contains("003_add_pinned:"))
  }

  @Test func aDryRunPrintsWhatWouldRun() throws {
    let work = try Workspace()
    let fixture = "Policies/pending/after"
    let dry = try work.migrate("up", "--dry-run", on: fixture)
    #expect(dry.status == 0, "\(dry)")
    #expect(try work.names.isEmpty)
    let shell = try SQLiteShell.run(dry.stdout, on: work.directory.path("shell.db"))
    #expect(shell.status == 0, "\(shell)")
    #expect(dry.stdout.contains("-- 005_add_archived_at\n"))

    #expect(try work.migrate("up", "--to", "2", on: fixture).status == 0)
    let before = work.bytes
    let rest = try work.migrate("up", "--dry-run", "--to", "4", "--json", on: fixture)
    #expect(rest.status == 0, "\(rest)")
    #expect(try rest.json["from"] as? Int == 2)
    #expect(try rest.json["to"] as? Int == 4)
    #expect(try rest.json["dryRun"] as? Bool == true)
    let statements = try #require(try rest.json["statements"] as? [[String: Any]])
    #expect(Set(statements.compactMap { $0["id"] as? String }) == ["003_add_pinned", "004_create_links"])
    #expect(statements.allSatisfy { $0["line"] is Int && $0["sql"] is [String] })
    #expect(work.bytes == before)
  }

  @Test func jsonIsDeterministic() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", on: "Policies/pending/before").status == 0)
    let first = try work.migrate("status", "--json", on: "Policies/pending/after")
    let second = try work.migrate("status", "--json", on: "Policies/pending/after")
    #expect(first.stdout == second.stdout)
    #expect(!first.stdout.contains("\\/"))
    #expect(first.stdout.hasSuffix("}\n"))
  }
}
