import PostgresDialect

/// https://www.postgresql.org/docs/15/functions-json.html
extension RuntimeFunction {
  static let jsons: [RuntimeFunction] = [
    // `->` and `->>`; an integer picks an element, a text a member
    RuntimeFunction("json_get", 2) { call in
      guard let found = JSONPath.step(try call.json(0), call[1]) else { return .null }
      return .text(found.text)
    },
    RuntimeFunction("json_get_text", 2) { call in
      JSONPath.step(try call.json(0), call[1])?.plainText.map { .text($0) } ?? .null
    },
    // `#>` and `#>>`
    RuntimeFunction("json_path", 2) { call in
      try JSONPath.find(call).map { .text($0.text) } ?? .null
    },
    RuntimeFunction("json_path_text", 2) { call in
      try JSONPath.find(call)?.plainText.map { .text($0) } ?? .null
    },
    RuntimeFunction("json_contains", 2) { .boolean(try $0.json(0).contains(try $0.json(1))) },
    RuntimeFunction("json_exists", 2) { .boolean(JSONPath.has(try $0.json(0), $0.text(1))) },
    RuntimeFunction("json_exists_any", 2) { call in
      let json = try call.json(0)
      return .boolean(JSONPath.texts(try call.array(1)).contains { JSONPath.has(json, $0) })
    },
    RuntimeFunction("json_exists_all", 2) { call in
      let json = try call.json(0)
      return .boolean(JSONPath.texts(try call.array(1)).allSatisfy { JSONPath.has(json, $0) })
    },
    RuntimeFunction("json_concat", 2) {
      .text(JSONPath.joined(try $0.json(0), try $0.json(1)).normalized.text)
    },
    // a text removes a member or equal strings, an integer an element
    RuntimeFunction("json_delete", 2) { .text(try JSONPath.deleted(try $0.json(0), $0[1]).text) },
    RuntimeFunction("json_delete_all", 2) { call in
      var json = try call.json(0)
      switch json {
      case .object, .array: break
      default: throw Diagnostic(.error, .invalidParameterValue, "cannot delete from scalar")
      }
      for text in JSONPath.texts(try call.array(1)) { json = try JSONPath.deleted(json, .text(text)) }
      return .text(json.text)
    },
    RuntimeFunction("json_delete_path", 2) { call in
      .text(try JSONPath.changed(call, .delete).text)
    },
    RuntimeFunction("json_set", 4) { call in
      let change = JSONPath.Change.set(try call.json(2), creates: call.flag(3))
      return .text(try JSONPath.changed(call, change).normalized.text)
    },
    RuntimeFunction("json_insert", 4) { call in
      let change = JSONPath.Change.insert(try call.json(2), after: call.flag(3))
      return .text(try JSONPath.changed(call, change).normalized.text)
    },
    RuntimeFunction("json_typeof", 1) { .text(try $0.json(0).kind) },
    RuntimeFunction("json_array_length", 1) { call in
      guard case .array(let items) = try call.json(0) else { throw JSONPath.notAnArray(try call.json(0)) }
      return .integer(items.count)
    },
    RuntimeFunction("json_strip_nulls", 1) { .text(JSONPath.stripped(try $0.json(0)).compactText) },
    RuntimeFunction("jsonb_strip_nulls", 1) { .text(JSONPath.stripped(try $0.json(0)).text) },
    RuntimeFunction("json_pretty", 1) { .text(JSONPath.pretty(try $0.json(0).normalized, indent: 0)) },
    // value, its type: as JSON
    RuntimeFunction("to_json", 2) { .text(try $0.type(1).jsonText($0[0])) },
    RuntimeFunction("to_jsonb", 2) { .text(try $0.type(1).json($0[0]).normalized.text) },
    // 0 for json, 1 for jsonb and 2 for a row, then keys and values, the values as JSON
    RuntimeFunction("json_object", nil, isStrict: false) { call in
      let (comma, colon) = call.int(0) == 2 ? (",", ":") : (", ", " : ")
      var members: [String] = []
      for index in stride(from: 1, to: call.count, by: 2) {
        guard !call.isNull(index) else {
          throw Diagnostic(.error, .invalidParameterValue, "argument \(index): key must not be null")
        }
        let value = call.isNull(index + 1) ? "null" : call.text(index + 1)
        members.append("\(JSON.string(call.text(index)).text)\(colon)\(value)")
      }
      return try JSONPath.built("{\(members.joined(separator: comma))}", isNormalized: call.int(0) == 1)
    },
    RuntimeFunction("json_array", nil, isStrict: false) { call in
      let items = (1..<max(1, call.count)).map { call.isNull($0) ? "null" : call.text($0) }
      return try JSONPath.built("[\(items.joined(separator: ", "))]", isNormalized: call.flag(0))
    },
  ]
}

/// Finding and changing parts of JSON.
enum JSONPath {
  static func texts(_ items: [JSON]) -> [String] { items.compactMap(\.plainText) }

  static func step(_ json: JSON, _ key: StoredValue) -> JSON? {
    switch key {
    // A value that is no container is an array of itself here.
    case .integer(let index): !json.isContainer && (index == 0 || index == -1) ? json : json[index]
    case .text(let name): json[name]
    default: nil
    }
  }

  /// A NULL in a path leads nowhere.
  fileprivate static func find(_ call: Arguments) throws -> JSON? {
    let path = try call.array(1)
    return path.contains(.null) ? nil : find(try call.json(0), texts(path))
  }

  /// A document and a path, changed.
  static func changed(_ call: Arguments, _ change: Change) throws -> JSON {
    let (json, path) = (try call.json(0), try call.array(1))
    guard json.isContainer else {
      let verb = if case .delete = change { "delete path" } else { "set path" }
      throw Diagnostic(.error, .invalidParameterValue, "cannot \(verb) in scalar")
    }
    // Where nothing is and nothing may be made, no path is looked at.
    if change.added == nil, json == .array([]) || json == .object([]) { return json }
    return try changed(json, path.map(\.plainText)[...], change)
  }

  static func find(_ json: JSON, _ path: [String]) -> JSON? {
    var current = json
    for key in path {
      var next = current[key]
      if case .array = current { next = Int(key).flatMap { current[$0] } }
      guard let next else { return nil }
      current = next
    }
    return current
  }

  /// `?`: a member's name, or a string in an array.
  static func has(_ json: JSON, _ key: String) -> Bool {
    switch json {
    case .object: json[key] != nil
    case .array(let items): items.contains(.string(key))
    case .string(let text): text == key
    default: false
    }
  }

  static func joined(_ left: JSON, _ right: JSON) -> JSON {
    switch (left, right) {
    case (.object(let a), .object(let b)): .object(a + b)
    case (.array(let a), .array(let b)): .array(a + b)
    case (.array(let a), _): .array(a + [right])
    case (_, .array(let b)): .array([left] + b)
    default: .array([left, right])
    }
  }

  static func deleted(_ json: JSON, _ key: StoredValue) throws -> JSON {
    switch (json, key) {
    case (.object(let members), .text(let name)): return .object(members.filter { $0.key != name })
    case (.array(let items), .text(let text)): return .array(items.filter { $0 != .string(text) })
    case (.array(var items), .integer(let index)):
      let position = index < 0 ? items.count.plus(index) : index
      if items.indices.contains(position) { items.remove(at: position) }
      return .array(items)
    case (.object, _):
      throw Diagnostic(.error, .invalidParameterValue, "cannot delete from object using integer index")
    default: throw Diagnostic(.error, .invalidParameterValue, "cannot delete from scalar")
    }
  }

  enum Change {
    case set(JSON, creates: Bool)
    case insert(JSON, after: Bool)
    case delete
  }

  /// The path is counted from its first step, for what is said of one that fits nothing.
  static func changed(_ json: JSON, _ path: ArraySlice<String?>, _ change: Change) throws -> JSON {
    guard json.isContainer, let step = path.first else { return json }
    guard let key = step else {
      throw Diagnostic(.error, SQLState("22004"), "path element at position \(path.startIndex + 1) is null")
    }
    let rest = path.dropFirst()
    switch json {
    case .object(var members):
      guard let index = members.firstIndex(where: { $0.key == key }) else {
        if rest.isEmpty, let added = change.added { members.append(JSON.Member(key, added)) }
        return .object(members)
      }
      if rest.isEmpty {
        switch change {
        case .set(let value, _): members[index].value = value
        case .insert:
          throw Diagnostic(
            .error, .invalidParameterValue, "cannot replace existing key",
            hint: "jsonb_set() replaces the value of a key")
        case .delete: members.remove(at: index)
        }
      } else {
        members[index].value = try changed(members[index].value, rest, change)
      }
      return .object(members)
    case .array(var items):
      guard let number = Int32(key) else {
        throw Diagnostic(
          .error, .invalidTextRepresentation,
          "path element at position \(path.startIndex + 1) is not an integer: \"\(key)\"")
      }
      let position = number < 0 ? items.count + Int(number) : Int(number)
      guard items.indices.contains(position) else {
        if rest.isEmpty, let added = change.added { items.insert(added, at: position < 0 ? 0 : items.count) }
        return .array(items)
      }
      if rest.isEmpty {
        switch change {
        case .set(let value, _): items[position] = value
        case .insert(let value, let after): items.insert(value, at: after ? position + 1 : position)
        case .delete: items.remove(at: position)
        }
      } else {
        items[position] = try changed(items[position], rest, change)
      }
      return .array(items)
    default: return json
    }
  }

  static func stripped(_ json: JSON) -> JSON {
    switch json {
    case .object(let members):
      .object(members.filter { $0.value != .null }.map { JSON.Member($0.key, stripped($0.value)) })
    case .array(let items): .array(items.map(stripped))
    default: json
    }
  }

  static func pretty(_ json: JSON, indent: Int) -> String {
    let inner = String(repeating: " ", count: indent + 4)
    let outer = String(repeating: " ", count: indent)
    switch json {
    case .object(let members):
      let lines = members.map {
        "\(inner)\(JSON.string($0.key).text): \(pretty($0.value, indent: indent + 4))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\(lines.isEmpty ? "" : "\n")\(outer)}"
    case .array(let items):
      let lines = items.map { inner + pretty($0, indent: indent + 4) }
      return "[\n\(lines.joined(separator: ",\n"))\(lines.isEmpty ? "" : "\n")\(outer)]"
    default: return json.text
    }
  }

  /// A document that was put together from the texts of its parts: of type `json` as it is, of type `jsonb` normalized.
  static func built(_ text: String, isNormalized: Bool) throws -> StoredValue {
    guard isNormalized else { return .text(text) }
    guard let document = JSON(text) else {
      throw Diagnostic(.error, .invalidTextRepresentation, "invalid input syntax for type json")
    }
    return .text(document.normalized.text)
  }

  static func notAnArray(_ json: JSON) -> Diagnostic {
    let what = if case .object = json { "a non-array" } else { "a scalar" }
    return Diagnostic(.error, .invalidParameterValue, "cannot get array length of \(what)")
  }
}

extension JSONPath.Change {
  fileprivate var added: JSON? {
    switch self {
    case .set(let value, let creates): creates ? value : nil
    case .insert(let value, _): value
    case .delete: nil
    }
  }
}
