import PostgresDialect
import Synchronization

/// https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-SQLJSON-PATH
extension RuntimeFunction {
  /// Their arguments are the document, the path, its variables, and whether errors are kept quiet.
  static let paths: [RuntimeFunction] = [
    RuntimeFunction("path_exists", 4) { call in
      try PathEvaluator.exists(
        try call.path(1), in: try call.json(0), variables: try call.json(2), isQuiet: call.flag(3)
      ).map { .boolean($0) } ?? .null
    },
    RuntimeFunction("path_match", 4) { call in
      try PathEvaluator.matches(
        try call.path(1), in: try call.json(0), variables: try call.json(2), isQuiet: call.flag(3)
      ).map { .boolean($0) } ?? .null
    },
    RuntimeFunction("path_query_array", 4) { .text(JSON.array(try $0.pathItems()).text) },
    RuntimeFunction("path_query_first", 4) { call in
      try call.pathItems().first.map { .text($0.text) } ?? .null
    },
    RuntimeFunction("set_path", 4) { call in
      .text(JSON.array(try call.pathItems().map { .string($0.text) }).compactText)
    },
  ]
}

extension Arguments {
  private static let knownPaths = Mutex<[String: PathExpression]>([:])

  fileprivate func path(_ index: Int) throws(Diagnostic) -> PathExpression {
    let text = text(index)
    if let known = Self.knownPaths.withLock({ $0[text] }) { return known }
    let path = try PathExpression(text)
    Self.knownPaths.withLock { known in
      if known.count > 100 { known.removeAll() }
      known[text] = path
    }
    return path
  }

  /// What the path finds; nothing where an error is kept quiet.
  fileprivate func pathItems() throws(Diagnostic) -> [JSON] {
    try PathEvaluator.items(try path(1), in: try json(0), variables: try json(2), isQuiet: flag(3))
  }
}
