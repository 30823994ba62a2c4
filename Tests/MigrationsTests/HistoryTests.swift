import Migrations
import SQLiteBinding
import TestSupport
import Testing

@Suite struct HistoryTests {
  @Test(arguments: ["Memorall", "Seed"])
  func `a history goes up, down and up again`(name: String) throws {
    var migrator = Migrator(try MigrationFolder(Fixtures.path(name)).migrations())
    migrator.options.allowsDataLoss = true
    let connection = try Connection.inMemory()
    do {
      try migrator.run(on: connection)
      try migrator.rollback(.all, on: connection)
      try migrator.run(on: connection)
    } catch let error as MigrationError {
      Issue.record("\(error)")
    }
  }
}
