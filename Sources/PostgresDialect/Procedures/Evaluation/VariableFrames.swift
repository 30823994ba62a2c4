/// The variables in sight, by block.
package struct VariableFrames: Sendable {
  package struct Frame: Sendable {
    /// The block's or function's name, by which its variables may be called too.
    package var label: String?
    package var variables: [Variable] = []
    /// Other names of variables, `$1` among them.
    package var aliases: [String: Place] = [:]

    package init(label: String? = nil) { self.label = label }
  }

  /// Where a variable is.
  package struct Place: Sendable, Hashable {
    var frame: Int
    var index: Int
  }

  /// Innermost last.
  package var frames: [Frame] = []
  /// What `$1`, `$2`, … mean where they are no function's arguments: the values of `USING`.
  package var parameters: [(value: StoredValue, type: PostgresType)] = []
  package var conflict = VariableConflict.error

  package init() {}

  /// What every body starts with.
  package static let base: VariableFrames = {
    var frames = VariableFrames()
    frames.frames = [Frame(), Frame()]
    frames.frames[0].variables.append(Variable("found", .scalar(.boolean), .scalar(.boolean(false))))
    return frames
  }()

  /// Where `FOUND` is.
  package static let found = Place(frame: 0, index: 0)

  package subscript(place: Place) -> Variable {
    get { frames[place.frame].variables[place.index] }
    set { frames[place.frame].variables[place.index] = newValue }
  }

  @discardableResult
  package mutating func declare(_ variable: Variable) -> Place {
    frames[frames.count - 1].variables.append(variable)
    return Place(frame: frames.count - 1, index: frames[frames.count - 1].variables.count - 1)
  }

  package mutating func alias(_ name: String, for place: Place) {
    frames[frames.count - 1].aliases[name] = place
  }

  /// The variable that a path of names leads to, and the names behind it, which are fields.
  package func place(of names: [String]) -> (place: Place, fields: ArraySlice<String>)? {
    guard let first = names.first else { return nil }
    for (number, frame) in frames.enumerated().reversed() {
      if let place = frame.place(of: first, in: number) { return (place, names.dropFirst()) }
      if frame.label == first, names.count > 1, let place = frame.place(of: names[1], in: number) {
        return (place, names.dropFirst(2))
      }
    }
    return nil
  }
}

extension VariableFrames.Frame {
  fileprivate func place(of name: String, in frame: Int) -> VariableFrames.Place? {
    if let index = variables.firstIndex(where: { $0.name == name }) {
      return VariableFrames.Place(frame: frame, index: index)
    }
    return aliases[name]
  }
}

// MARK: - In statements

extension VariableFrames {
  /// The values of all variables, in the order of the numbers that they have in statements.
  package var values: [StoredValue] {
    var values = parameters.map(\.value)
    for frame in frames {
      for variable in frame.variables {
        switch variable.content {
        case .scalar(let value): values.append(value)
        case .record(let record): values += record.values
        case .unassigned: break
        }
      }
    }
    return values
  }

  /// The variables as columns of a scope for each block, outermost first; each is SQLite's parameter of its number.
  var scopes: [Scope] {
    var number = parameters.count
    var texts: [Place: [String]] = [:]
    for (frame, content) in frames.enumerated() {
      for (index, variable) in content.variables.enumerated() {
        var count = 0
        switch variable.content {
        case .scalar: count = 1
        case .record(let record): count = record.fields.count
        case .unassigned: break
        }
        texts[Place(frame: frame, index: index)] = (0..<count).map { "?\(number + $0 + 1)" }
        number += count
      }
    }
    return frames.enumerated().map { frame, content in
      var named = content.variables.indices.map {
        (content.variables[$0].name, Place(frame: frame, index: $0))
      }
      named += content.aliases.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
      var plain = Scope.Source(name: content.label ?? "", prefix: "", columns: [])
      var records: [Scope.Source] = []
      for (name, place) in named {
        let own = texts[place] ?? []
        switch (self[place].shape, self[place].content) {
        case (.scalar(let type), _):
          plain.columns.append((name, type))
          plain.texts += own
        case (_, .record(let record)):
          var source = Scope.Source(
            name: name, prefix: "", columns: record.fields.map { ($0.name, $0.type) }, texts: own)
          source.isRecord = true
          records.append(source)
        default:
          var source = Scope.Source(name: name, prefix: "", columns: [])
          source.isRecord = true
          records.append(source)
        }
      }
      var scope = Scope(sources: [plain] + records)
      scope.isVariables = true
      return scope
    }
  }

  /// What `$1`, `$2`, … are.
  var parameterTexts: [TypedSQL] {
    if !parameters.isEmpty {
      return parameters.enumerated().map { TypedSQL("?\($0 + 1)", $1.type) }
    }
    var texts: [TypedSQL] = []
    let scopes = scopes
    while let own = scopes.lazy.compactMap({ $0.sources.first?.named("$\(texts.count + 1)") }).first {
      texts.append(own)
    }
    return texts
  }
}

extension Scope.Source {
  fileprivate func named(_ name: String) -> TypedSQL? {
    columns.firstIndex { $0.name == name }.map(value)
  }
}
