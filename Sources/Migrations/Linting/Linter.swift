import PostgresDialect

/// Looks through migrations for hazards. Pure: what the file holds is told before.
struct Linter {
  /// The rows of the tables in the file; nil when there is no file, and any table may have some.
  let rows: [String: Int]?
  /// Let pass everywhere.
  let allowed: Set<String>
  /// From how many rows on a copy is worth a word.
  let manyRows = 10_000

  func findings(in steps: [Preview.Step]) -> [LintFinding] {
    var made: Set<String> = []
    return steps.flatMap { step -> [LintFinding] in
      // A file that other migrations come to has what the ones before have made, and rows in it.
      if rows == nil { made = [] }
      return findings(in: step, &made)
    }
  }

  private func findings(in step: Preview.Step, _ made: inout Set<String>) -> [LintFinding] {
    guard let script = step.migration.up.script else { return [] }
    let own = step.migration.allowedHazards
    var findings = unknown(own, script, step.migration.id)
    func add(_ hazard: Hazard, _ message: String, _ table: String?, _ range: SourceRange) {
      guard !allowed.contains(hazard.name), !own.contains(hazard.name) else { return }
      guard let concerned = endangered(table, made) else { return }
      if hazard == .rebuild, let count = concerned, count < manyRows { return }
      findings.append(
        LintFinding(
          hazard: hazard, migration: step.migration.id, message: message, rows: concerned,
          source: script.source, range: range))
    }
    for statement in step.translation?.statements ?? [] {
      for effect in statement.effects {
        if case .makesTable(let table) = effect { made.insert(table) }
        if let (hazard, message) = Hazard.of(effect) { add(hazard, message, effect.table, statement.range) }
      }
      for diagnostic in statement.diagnostics where diagnostic.severity == .warning {
        add(.approximate, diagnostic.message, nil, diagnostic.range ?? statement.range)
      }
    }
    for placed in Translator.traits(of: script.source, range: script.range) {
      guard
        let (hazard, table, message) = Hazard.of(
          placed.trait, usesTransaction: step.migration.usesTransaction)
      else { continue }
      add(hazard, message, table, placed.range)
    }
    return findings.sorted { ($0.range.lower, $0.hazard.name) < ($1.range.lower, $1.hazard.name) }
  }

  /// Nil when nothing is in danger; else how many rows are, as far as that is known.
  private func endangered(_ table: String?, _ made: Set<String>) -> Int?? {
    guard let table else { return .some(nil) }
    if made.contains(table) { return nil }
    guard let rows else { return .some(nil) }
    // A name that only the migrations before give it.
    guard let count = rows[table] else { return .some(nil) }
    return count == 0 ? nil : .some(count)
  }

  private func unknown(_ names: Set<String>, _ script: MigrationScript, _ id: String) -> [LintFinding] {
    guard !allowed.contains(Hazard.unknownName.name) else { return [] }
    let known = Set(Hazard.all.map(\.name))
    return names.subtracting(known).sorted().map { name in
      LintFinding(
        hazard: .unknownName, migration: id, message: "allows \(name)", rows: nil, source: script.source,
        range: SourceRange(script.range.lower, script.range.lower))
    }
  }
}

extension Migrator {
  /// The hazards of what is pending on a file, by the rows that it has; without a file, of all migrations.
  ///
  /// - Parameters:
  ///   - version: nothing above it is looked at.
  ///   - allowed: names of hazards that are let pass, beside those that a migration itself names.
  /// - Throws: a `MigrationError` for a history that conflicts and for a text that cannot be translated.
  public func lint(at path: String? = nil, to version: Int? = nil, allowing allowed: Set<String> = []) throws
    -> [LintFinding]
  {
    guard let path, try file(path).exists() else {
      return Linter(rows: nil, allowed: allowed).findings(in: try preview(at: ":memory:", to: version).steps)
    }
    let rows = try file(path).reading { try DatabaseCheck($0).counts() }
    return Linter(rows: rows, allowed: allowed).findings(in: try preview(at: path, to: version).steps)
  }
}
