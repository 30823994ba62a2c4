package import PostgresDialect

/// Calls from the midst of a statement that SQLite runs, once for each row.
extension Interpreter {
  /// Runs SQL. What a function inside it threw comes out as it was, which SQLite would make a mere text of.
  func passing<T>(_ body: () throws -> T) throws -> T {
    let outer = failure
    failure = nil
    defer { failure = outer }
    do {
      return try body()
    } catch {
      throw failure ?? error
    }
  }

  /// Calls a function by its number, with as many values as it has parameters, and gives its rows.
  package func call(id: Int, _ values: [StoredValue]) throws -> [[StoredValue]] {
    do {
      guard id > 0 else {
        throw Diagnostic.unsupported("the rows of a function as a part of an expression", at: nil)
      }
      let call = try host.translator.call(id: id)
      return try self.call(call, values).rows
    } catch {
      failure = error
      throw ProcedureError(error)?.told ?? (error as? LimitReached)?.diagnostic ?? error
    }
  }
}
