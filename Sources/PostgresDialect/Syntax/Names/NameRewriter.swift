/// What the name of an object stands for, where a statement mentions it.
enum NameRole: Sendable, Hashable {
  /// A table, a view, an index or a sequence.
  case relation
  case type
  case function
  case collation
}

/// Replaces the names of objects wherever a statement mentions them, subqueries included. Names that a `WITH` gives
/// are left alone where they hide others.
struct NameRewriter {
  /// A name where it stands, and whether the statement makes the object that it names.
  typealias Rewrite = (_ name: QualifiedName, _ role: NameRole, _ isMade: Bool) -> QualifiedName

  private let rewrite: Rewrite
  private var hidden: Set<String> = []
  /// What stands for an expression instead, wherever it is met, from the outside in; nil for one that stays.
  private let replacement: (Expression) -> Expression?

  /// Rewrites nothing, and calls `visit` with every expression.
  init(visiting visit: @escaping (Expression) -> Void) {
    self.init(replacing: { expression in
      visit(expression)
      return nil
    })
  }

  init(_ rewrite: @escaping Rewrite) {
    self.rewrite = rewrite
    replacement = { _ in nil }
  }

  /// Replaces expressions, and leaves all names.
  init(replacing replacement: @escaping (Expression) -> Expression?) {
    rewrite = { name, _, _ in name }
    self.replacement = replacement
  }

  func relation(_ name: QualifiedName) -> QualifiedName {
    name.schema == nil && hidden.contains(name.name.text) ? name : rewrite(name, .relation, false)
  }

  func function(_ name: QualifiedName) -> QualifiedName { rewrite(name, .function, false) }

  func collation(_ name: QualifiedName) -> QualifiedName { rewrite(name, .collation, false) }

  func typeName(_ name: QualifiedName) -> QualifiedName { rewrite(name, .type, false) }

  /// The name of what the statement makes.
  func made(_ name: QualifiedName, _ role: NameRole) -> QualifiedName { rewrite(name, role, true) }

  func type(_ type: TypeName) -> TypeName {
    var type = type
    type.name = typeName(type.name)
    return type
  }

  func hiding(_ names: [String]) -> NameRewriter {
    var inner = self
    inner.hidden.formUnion(names)
    return inner
  }
}

// MARK: - Expressions

extension NameRewriter {
  func expression(_ expression: Expression) -> Expression {
    if let replaced = replacement(expression) { return replaced }
    let inner = expression.mapChildren(self.expression)
    let kind: ExpressionKind
    switch inner.kind {
    case .cast(let value, let type):
      kind = .cast(type.isRelationName ? relationName(in: value) : value, self.type(type))
    case .call(let call): kind = .call(self.call(call))
    case .query(let query): kind = .query(self.query(query))
    case .exists(let query): kind = .exists(self.query(query))
    case .arrayQuery(let query): kind = .arrayQuery(self.query(query))
    case .inQuery(let value, let query, let negated):
      kind = .inQuery(value, self.query(query), negated: negated)
    case .quantifiedQuery(let value, let op, let quantifier, let query):
      kind = .quantifiedQuery(value, op, quantifier, self.query(query))
    case .collate(let value, let name): kind = .collate(value, collation(name))
    default: return inner
    }
    return Expression(kind, at: expression.range)
  }

  /// A call whose arguments are done.
  private func call(_ call: FunctionCall) -> FunctionCall {
    var call = call
    call.name = function(call.name)
    if call.namesSequence, let first = call.arguments.first {
      call.arguments[0].value = relationName(in: first.value)
    }
    call.orderBy = sorted(call.orderBy)
    call.withinGroup = sorted(call.withinGroup)
    if case .inline(let window) = call.over { call.over = .inline(self.window(window)) }
    return call
  }

  /// `'public.users_id_seq'`, as `nextval` and casts to `regclass` take it.
  private func relationName(in value: Expression) -> Expression {
    guard case .string(let text) = value.kind, let name = QualifiedName(text: text) else { return value }
    return Expression(.string(relation(name).postgres), at: value.range)
  }

  func sorted(_ items: [SortItem]) -> [SortItem] {
    items.map { item in
      var item = item
      item.expression = expression(item.expression)
      return item
    }
  }

  func window(_ window: WindowDefinition) -> WindowDefinition {
    var window = window
    window.partitionBy = window.partitionBy.map(expression)
    window.orderBy = sorted(window.orderBy)
    return window
  }
}

extension TypeName {
  /// Whether a text of this type is a relation's name.
  fileprivate var isRelationName: Bool {
    name.name.text == "regclass" && arrayDimensions == 0
      && name.schema.map { $0.text == "pg_catalog" } ?? true
  }
}

extension FunctionCall {
  /// Whether the first argument is a sequence's name.
  fileprivate var namesSequence: Bool {
    ["nextval", "currval", "setval"].contains(name.name.text)
      && name.schema.map { $0.text == "pg_catalog" } ?? true
  }
}
