/// What stands between the parentheses of a call.
struct CallArgument {
  var name: String?
  var isVariadic = false
  var type: PostgresType
}

/// A routine that takes the arguments of a call.
struct RoutineMatch {
  /// What a parameter gets.
  enum Value {
    /// The argument of this number.
    case argument(Int)
    /// These arguments, as the elements of an array.
    case gathered([Int])
    case defaultValue(Expression)
  }

  var routine: Routine
  var values: [Value]
  /// The routine's parameters and results, polymorphic ones with the types that they have in this call.
  var types: [PostgresType]
  var outputs: [PostgresType]
}

extension Schema {
  /// How the routine takes the arguments; nil when it does not.
  /// https://www.postgresql.org/docs/15/typeconv-func.html
  func match(_ routine: Routine, _ arguments: [CallArgument]) -> RoutineMatch? {
    guard let values = places(of: arguments, in: routine) else { return nil }
    var types = routine.inputs.map(\.type)
    var element: PostgresType?
    for (index, value) in values.enumerated() {
      guard let kind = types[index].polymorphism, kind != .any else { continue }
      switch value {
      case .argument(let argument): bind(&element, arguments[argument].type, as: kind)
      case .gathered(let group): for item in group { bind(&element, arguments[item].type, as: .element) }
      case .defaultValue: break
      }
    }
    let open = element ?? .text
    types = types.map { $0.resolved(open) }
    for (index, value) in values.enumerated() {
      switch value {
      case .argument(let argument):
        guard accepts(types[index], arguments[argument].type) else { return nil }
      case .gathered(let group):
        guard group.allSatisfy({ accepts(types[index].element, arguments[$0].type) }) else { return nil }
      case .defaultValue: break
      }
    }
    return RoutineMatch(
      routine: routine, values: values, types: types,
      outputs: routine.outputs.map { $0.type.resolved(open) })
  }

  private func places(of arguments: [CallArgument], in routine: Routine) -> [RoutineMatch.Value]? {
    var values: [RoutineMatch.Value?] = Array(repeating: nil, count: routine.inputs.count)
    let isSpread = routine.isVariadic && !arguments.contains(where: \.isVariadic)
    var rest: [Int] = []
    for (index, argument) in arguments.enumerated() {
      if let name = argument.name {
        guard let place = routine.inputs.firstIndex(where: { $0.name == name }), values[place] == nil else {
          return nil
        }
        values[place] = .argument(index)
      } else if isSpread, index >= routine.inputs.count - 1 {
        rest.append(index)
      } else {
        guard values.indices.contains(index) else { return nil }
        guard !argument.isVariadic || routine.isVariadic && index == routine.inputs.count - 1 else {
          return nil
        }
        values[index] = .argument(index)
      }
    }
    if !rest.isEmpty { values[routine.inputs.count - 1] = .gathered(rest) }
    for index in values.indices where values[index] == nil {
      guard let value = routine.inputs[index].defaultValue else { return nil }
      values[index] = .defaultValue(value)
    }
    return values.compactMap(\.self)
  }

  private func bind(_ element: inout PostgresType?, _ type: PostgresType, as kind: Polymorphism) {
    guard type.category != .unknown else { return }
    let own = kind == .array ? type.element.unmodified : baseType(type).unmodified
    guard let bound = element else {
      element = own
      return
    }
    // Of types that become each other, the wider; others are refused where they are compared.
    if CastRules.context(from: valueType(bound), to: valueType(own)) == .implicit { element = own }
  }

  /// Whether a value of one type may stand where another is expected.
  private func accepts(_ parameter: PostgresType, _ type: PostgresType) -> Bool {
    if type.category == .unknown || parameter.polymorphism == .any { return true }
    if type.unmodified == parameter.unmodified || baseType(type).unmodified == parameter.unmodified {
      return true
    }
    return CastRules.context(from: valueType(type), to: valueType(parameter)) == .implicit
  }

  // MARK: - The best

  /// The one of several that PostgreSQL calls, as its `func_select_candidate` chooses; several where it cannot tell.
  func best(of matches: [RoutineMatch], _ arguments: [CallArgument]) -> [RoutineMatch] {
    guard matches.count > 1 else { return matches }
    let types = arguments.map { baseType($0.type).unmodified }
    func parameter(_ match: RoutineMatch, _ index: Int) -> PostgresType? {
      for (place, value) in match.values.enumerated() {
        switch value {
        case .argument(index): return match.types[place].unmodified
        case .gathered(let group) where group.contains(index): return match.types[place].element.unmodified
        default: continue
        }
      }
      return nil
    }
    func most(_ matches: [RoutineMatch], _ counts: (PostgresType, PostgresType) -> Bool) -> [RoutineMatch] {
      let scores = matches.map { match in
        types.indices.count { index in
          types[index].category != .unknown
            && parameter(match, index).map { counts($0, types[index]) } == true
        }
      }
      let top = scores.max() ?? 0
      return zip(matches, scores).filter { $0.1 == top }.map(\.0)
    }
    var left = most(matches) { $0 == $1 }
    left = most(left) { $0 == $1 || $0.isPreferred }
    // Fewer defaults are nearer to what was written.
    let fewest = left.map(\.defaultCount).min()
    left = left.filter { $0.defaultCount == fewest }
    for index in types.indices where types[index].category == .unknown && left.count > 1 {
      let own = left.map { parameter($0, index) }
      let strings = zip(left, own).filter { $0.1?.category == .string }.map(\.0)
      if !strings.isEmpty { left = strings }
    }
    let known = Set(types.filter { $0.category != .unknown })
    if left.count > 1, known.count == 1, let only = known.first {
      let same = left.filter { match in types.indices.allSatisfy { parameter(match, $0) == only } }
      if same.count == 1 { left = same }
    }
    return left
  }

  /// Whether every argument has exactly its parameter's type.
  func isExact(_ match: RoutineMatch, _ arguments: [CallArgument]) -> Bool {
    match.values.enumerated().allSatisfy { place, value in
      guard case .argument(let index) = value else { return false }
      return baseType(arguments[index].type).unmodified == match.types[place].unmodified
    }
  }
}

extension RoutineMatch {
  fileprivate var defaultCount: Int {
    values.count { if case .defaultValue = $0 { true } else { false } }
  }
}

extension PostgresType {
  fileprivate func resolved(_ element: PostgresType) -> PostgresType {
    switch polymorphism {
    case .element: element
    case .array: element.array
    case .any, nil: self
    }
  }

  /// https://www.postgresql.org/docs/15/catalog-pg-type.html `typispreferred`
  fileprivate var isPreferred: Bool {
    switch base {
    case .bool, .float8, .text, .timestamptz, .interval: !isArray
    default: false
    }
  }
}
