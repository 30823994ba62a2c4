/// An order of statements in which everything is there before it is mentioned, and which is always the same.
enum StatementOrder {
  /// What a statement makes or mentions.
  private struct Object: Hashable {
    var role: NameRole
    var name: QualifiedName
  }

  static func sorted(_ statements: [SchemaStatement]) -> [SchemaStatement] {
    let ordered = statements.sorted { ($0.stage, $0.sortKey) < ($1.stage, $1.sortKey) }
    var makers: [Object: [Int]] = [:]
    let objects = ordered.map { self.objects(of: $0.kind) }
    for (index, objects) in objects.enumerated() {
      for object in objects.made { makers[object, default: []].append(index) }
    }
    // A statement waits for those that make what it mentions.
    var waiting = Array(repeating: 0, count: ordered.count)
    var followers = Array(repeating: [Int](), count: ordered.count)
    for (index, objects) in objects.enumerated() {
      let needed = Set(objects.mentioned.subtracting(objects.made).flatMap { makers[$0] ?? [] })
      waiting[index] = needed.count
      for other in needed { followers[other].append(index) }
    }
    var result: [SchemaStatement] = []
    var left = Array(ordered.indices)
    while !left.isEmpty {
      // Of a circle, which no history can make in one piece either, the first goes first.
      let position = left.firstIndex { waiting[$0] == 0 } ?? 0
      let next = left.remove(at: position)
      result.append(ordered[next])
      for follower in followers[next] { waiting[follower] -= 1 }
    }
    return result
  }

  private static func objects(of kind: StatementKind) -> (made: Set<Object>, mentioned: Set<Object>) {
    var made: Set<Object> = []
    var mentioned: Set<Object> = []
    let collector = NameRewriter { name, role, isMade in
      // `public` is where names without a schema are.
      let object = Object(
        role: role, name: name.schema?.text == "public" ? QualifiedName(name.name) : name)
      if isMade {
        made.insert(object)
        // A table is a type too, that of its rows.
        if role == .relation { made.insert(Object(role: .type, name: object.name)) }
      } else {
        mentioned.insert(object)
      }
      return name
    }
    _ = collector.statement(kind)
    // A body that is no text is read when the function is made.
    if case .createFunction(let function) = kind, case .sql = function.body {
      let statements = Function(id: 0, name: ObjectName(""), definition: function, source: SourceText(""))
        .statements
      for statement in (try? statements()) ?? [] { _ = collector.statement(statement.kind) }
    }
    if case .createIndex(let index) = kind, let name = index.name {
      made.insert(Object(role: .relation, name: QualifiedName(schema: index.table.schema, name)))
    }
    return (made, mentioned)
  }
}

extension SchemaStatement {
  /// Which of those that wait for nothing come first.
  fileprivate var stage: Int {
    switch kind {
    case .createSchema: 0
    case .createExtension: 1
    case .createEnum, .createComposite, .createRange, .createDomain: 2
    case .createSequence: 3
    case .createFunction: 4
    case .createTable: 5
    case .createIndex: 7
    case .createView: 8
    case .alterTable: 9
    case .createTrigger: 10
    case .phrase(let phrase): phrase.stage
    case .setOwner: 12
    case .comment: 13
    default: 11
    }
  }

  fileprivate var sortKey: String { "\(owner.name)\u{0}\(text)" }
}

extension PhraseStatement {
  /// Servers and their like before what is on them, policies and rules after all tables, privileges last.
  fileprivate var stage: Int {
    guard let kind else { return rule == "ALTER DEFAULT PRIVILEGES" ? 15 : 14 }
    return kind.loadingRank < 2 ? 1 : 11
  }
}
