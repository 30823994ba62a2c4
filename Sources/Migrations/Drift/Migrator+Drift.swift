public import SQLiteBinding

extension Migrator {
  /// Compares a file with what the applied migrations make of an empty database in memory. How a text is written and in
  /// which order things were altered makes no difference. Nothing is written.
  ///
  /// - Throws: a `MigrationError` for a history that conflicts, since then it is not known what it should have made.
  public func drift(at path: String) throws -> Drift {
    let file = file(path)
    guard try file.exists() else { throw MigrationError(.inputOutput, "there is no database \(path)") }
    return try file.reading(drift)
  }

  /// The same for a connection.
  public func drift(on connection: Connection) throws -> Drift {
    do {
      let plan = Plan(known: migrations, applied: try History.read(from: connection), policy: options.policy)
      if let conflict = plan.conflict { throw conflict }
      let pristine = try Connection.inMemory()
      try rebuild(plan).run(on: pristine)
      return Drift(
        differences: try DriftSnapshot(of: connection).differences(from: DriftSnapshot(of: pristine)))
    } catch {
      throw MigrationError.wrapping(error, path: connection.path)
    }
  }

  /// A silent migrator for what has been applied, whatever the policy has let pass.
  private func rebuild(_ plan: Plan) throws(MigrationError) -> Migrator {
    let applied = plan.entries.filter { $0.appliedAt != nil }
    if let unknown = applied.first(where: { entry in !migrations.contains { $0.id == entry.id } }) {
      throw MigrationError(
        .historyConflict,
        "\(unknown.id) is not among these migrations, so it is not known what it should have made")
    }
    let ids = Set(applied.map(\.id))
    var options = Options()
    options.logger = nil
    options.policy = [.changed, .missing, .outOfOrder, .duplicate, .gap, .newer]
    return Migrator(migrations.filter { ids.contains($0.id) }, options: options)
  }
}
