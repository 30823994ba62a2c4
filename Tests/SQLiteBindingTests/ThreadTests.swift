import SQLiteBinding
import Testing

@Suite struct ThreadTests {
  @Test func manyTasksShareOneConnectionAndGetTheirOwnErrors() async throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(a INTEGER)")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<16 {
        group.addTask {
          for _ in 0..<50 {
            try connection.run("INSERT INTO t VALUES (?)", [.integer(Int64(number))])
            let error = try sqliteError { try connection.run("SELECT nosuch\(number)") }
            #expect(error.message == "no such column: nosuch\(number)")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try connection.value("SELECT count(*) FROM t") == 800)
  }

  @Test func callbacksAreExchangedUnderUse() async throws {
    let connection = try Connection.inMemory()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<100 {
            connection.setAuthorizer { _ in .allow }
            connection.setProgressHandler(every: 1) {
              connection.isInTransaction == false
            }
            #expect(throws: Never.self) { try connection.run("SELECT 1") }
            connection.setProgressHandler(every: 1, nil)
            connection.setAuthorizer(nil)
          }
        }
      }
    }
  }

  @Test func closingUnderUseNeverCrashes() async throws {
    for _ in 0..<50 {
      let connection = try Connection.inMemory()
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask {
            for _ in 0..<20 {
              do throws(SQLiteError) {
                try connection.execute("SELECT 1")
              } catch {
                #expect(error.code == .misuse)
              }
            }
          }
        }
        group.addTask {
          do throws(SQLiteError) { try connection.close() } catch { #expect(error.code == .busy) }
        }
      }
    }
  }
}
