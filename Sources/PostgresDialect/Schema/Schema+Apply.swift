/// One statement's effect on the catalog.
extension Schema {
  /// Makes the next schema of this one. Returns PostgreSQL's notices ("already exists, skipping").
  /// Data statements change nothing here.
  mutating func apply(_ statement: Statement, in source: SourceText) throws(Diagnostic) -> [Diagnostic] {
    let first = lastID
    defer { applyDefaultPrivileges(since: first) }
    guard !storedQueries.isEmpty else { return try effect(of: statement, in: source) }
    let before = self
    touched = []
    defer { touched.formUnion(before.touched) }
    let notes = try effect(of: statement, in: source)
    rewriteQueries(since: before)
    return notes
  }

  private mutating func effect(
    of statement: Statement, in source: SourceText
  ) throws(Diagnostic) -> [Diagnostic] {
    do throws(Diagnostic) {
      switch resolvingNames(in: statement.kind) {
      case .createTable(let create): return try self.create(create)
      case .alterTable(let alter): return try self.alter(alter)
      case .createIndex(let create): return try self.create(create)
      case .createSchema(let create): return try self.create(create)
      case .createEnum(let create): return try self.create(create)
      case .createDomain(let create): return try self.create(create)
      case .alterEnum(let alter): return try self.alter(alter)
      case .createExtension(let create): return try self.create(create)
      case .createFunction(let create): return try self.create(create, in: source)
      case .createTrigger(let create): return try self.create(create)
      case .rename(let rename): return try self.rename(rename)
      case .drop(let drop): return try self.drop(drop)
      case .comment(let comment): return try self.comment(comment)
      case .set(let set): return try self.set(set)
      case .select(let query):
        setConfiguration(by: query)
        return []
      case .insert, .update, .delete, .truncate: return []
      case .createTableAs: throw .unsupported("CREATE TABLE AS", at: nil)
      case .createSequence(let create): return try self.create(create)
      case .alterSequence(let alter): return try self.alter(alter)
      case .createView(let view): return try self.create(view)
      case .refreshView(let refresh): return try self.refresh(refresh)
      case .createComposite(let create): return try self.create(create)
      case .createRange(let create): return try self.create(create)
      case .alterComposite(let alter): return try self.alter(alter)
      case .alterDomain(let alter): return try self.alter(alter)
      case .setSchema(let set): return try self.setSchema(set)
      case .do: throw .unsupported("DO here", at: nil)
      case .call: throw .unsupported("CALL here", at: nil)
      case .setOwner(let set): return try setOwner(set)
      case .phrase(let phrase): return try apply(phrase)
      case .other(let what): throw .unsupported(what, at: nil)
      case .transaction(.commit):
        mayCommit = true
        let message = "COMMIT ends nothing here: a migration is kept whole, or nothing of it"
        return [Diagnostic(.warning, .warning, message)]
      case .transaction:
        throw Diagnostic(
          .error, .invalidTransactionTermination, "a migration cannot control its own transaction")
      }
    } catch {
      throw error.located(at: statement.range)
    }
  }

  /// Settings have no meaning here, except where names are looked up and how time is read.
  private mutating func set(_ statement: SetVariable) throws(Diagnostic) -> [Diagnostic] {
    let values = statement.unquotedValues
    let isReset = values.isEmpty || values == ["default"]
    if statement.name == "all", isReset { settings = [:] }
    settings[statement.name] = isReset ? nil : values.joined(separator: ", ")
    switch statement.name {
    case "search_path":
      setSearchPath(values)
    case "check_function_bodies":
      checksFunctionBodies = !["off", "false", "no", "0", "f", "n"].contains(values.first?.lowercased())
    case "timezone", "time zone":
      let zone = values.first?.lowercased() ?? "utc"
      guard ["utc", "gmt", "etc/utc", "default", "local"].contains(zone) else {
        throw .unsupported("a session time zone other than UTC", at: nil)
      }
    case "role", "session_authorization", "session authorization":
      return [
        Diagnostic(
          .warning, .warning, "SET \(statement.name.uppercased()) has no effect: SQLite has no roles")
      ]
    case "standard_conforming_strings":
      guard values.first.map({ ["on", "true", "1", "default"].contains($0.lowercased()) }) ?? true else {
        throw .unsupported("standard_conforming_strings = off", at: nil)
      }
    case let name
    where !KnownSettings.contains(name) && name != "time zone" && name != "session authorization":
      // An error in PostgreSQL, unless it is of another version.
      return [
        Diagnostic(
          .warning, .undefinedObject, "unrecognized configuration parameter \"\(name)\"; it has no effect")
      ]
    default: break
    }
    return []
  }
}

extension SetVariable {
  var unquotedValues: [String] {
    values.map { value in
      for quote in ["'", "\""] where value.count >= 2 && value.hasPrefix(quote) && value.hasSuffix(quote) {
        return String(value.dropFirst().dropLast())
      }
      return value
    }
  }
}
