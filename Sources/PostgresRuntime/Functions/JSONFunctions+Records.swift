import PostgresDialect

/// JSON from lists of texts, and records from JSON.
extension RuntimeFunction {
  static let jsonTexts: [RuntimeFunction] = [
    // keys and values in turn, or keys alone; values or NULL; whether it is jsonb
    RuntimeFunction("json_of_texts", 3, isStrict: false) { call in
      // 1 for jsonb, 2 where there are two arrays.
      let isPaired = call.int(2) >= 2
      guard !call.isNull(0), !isPaired || !call.isNull(1) else { return .null }
      var (keys, values) = try (call.array(0), [JSON]())
      func wrongShape(_ message: String) -> Diagnostic { Diagnostic(.error, SQLState("2202E"), message) }
      if !isPaired {
        var pairs: [[JSON]] = []
        if Arrays.isNested(keys) {
          guard Arrays.lengths(keys).count == 2 else { throw wrongShape("wrong number of array subscripts") }
          for case .array(let pair) in keys {
            guard pair.count == 2 else { throw wrongShape("array must have two columns") }
            pairs.append(pair)
          }
        } else {
          guard keys.count % 2 == 0 else { throw wrongShape("array must have even number of elements") }
          pairs = stride(from: 0, to: keys.count, by: 2).map { [keys[$0], keys[$0 + 1]] }
        }
        (keys, values) = (pairs.map { $0[0] }, pairs.map { $0[1] })
      } else {
        values = try call.array(1)
        guard !Arrays.isNested(keys), !Arrays.isNested(values) else {
          throw wrongShape("wrong number of array subscripts")
        }
        guard keys.count == values.count else { throw wrongShape("mismatched array dimensions") }
      }
      let members = try zip(keys, values).map { key, value in
        guard let key = key.plainText else {
          throw Diagnostic(.error, SQLState("22004"), "null value not allowed for object key")
        }
        return JSON.Member(key, value)
      }
      return .text(
        call.int(2) % 2 == 1 ? JSON.object(members).normalized.text : JSONPath.spaced(.object(members)))
    },
    // document, path, new value, whether it may be made, what a NULL does
    RuntimeFunction("json_set_lax", 5, isStrict: false) { call in
      guard !call.isNull(0), !call.isNull(1), !call.isNull(3) else { return .null }
      guard !call.isNull(4) else {
        throw Diagnostic(
          .error, .invalidParameterValue,
          "null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\", or \"raise_exception\""
        )
      }
      let document = try call.json(0)
      func set(_ value: JSON) throws -> StoredValue {
        .text(try JSONPath.changed(call, .set(value, creates: call.flag(3))).normalized.text)
      }
      if !call.isNull(2) { return try set(try call.json(2)) }
      switch call.text(4) {
      case "raise_exception": throw Diagnostic(.error, SQLState("22004"), "JSON value must not be null")
      case "use_json_null": return try set(.null)
      case "delete_key": return .text(try JSONPath.changed(call, .delete).text)
      case "return_target": return .text(document.text)
      default:
        throw Diagnostic(
          .error, .invalidParameterValue,
          "null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\", or \"raise_exception\""
        )
      }
    },
  ]

  static let records: [RuntimeFunction] = [
    // a record, the column's name, its type: the column's value
    RuntimeFunction("json_field", 3) { call in
      guard let value = try call.json(0)[call.text(1)] else { return .null }
      return try Records.value(value, try call.type(2))
    },
    // one record, or an array of them; whether an array is wanted
    RuntimeFunction("set_records", 2) { call in
      let json = try call.json(0)
      if call.flag(1) {
        let items = try Sets.elements(json, doing: "call populate_composite on")
        return .text(JSON.array(try items.map { .string(try Records.checked($0).text) }).compactText)
      }
      return .text(JSON.array([.string(try Records.checked(json).text)]).compactText)
    },
  ]
}

private enum Records {
  static func checked(_ json: JSON) throws -> JSON {
    switch json {
    case .object: return json
    case .array:
      throw Diagnostic(.error, .invalidParameterValue, "cannot call populate_composite on an array")
    default: throw Diagnostic(.error, .invalidParameterValue, "cannot call populate_composite on a scalar")
    }
  }

  /// As PostgreSQL's input function of the type reads it.
  static func value(_ json: JSON, _ type: ValueType) throws -> StoredValue {
    if json == .null { return .null }
    if type.isArray {
      if case .string(let text) = json { return try type.read(text, isExplicit: false) }
      guard case .array = json else {
        throw Diagnostic(.error, .invalidTextRepresentation, "expected JSON array")
      }
      return .text(try elements(json, type).compactText)
    }
    switch type.name {
    case "json": return .text(json.text)
    case "jsonb": return .text(json.normalized.text)
    default: return try type.read(json.plainText ?? "", isExplicit: false)
    }
  }

  private static func elements(_ json: JSON, _ type: ValueType) throws -> JSON {
    guard case .array(let items) = json else {
      let element = type.element
      return element.arrayElement(try value(json, element))
    }
    return .array(try items.map { try elements($0, type) })
  }
}

extension JSONPath {
  /// As `json_build_object` spaces it.
  static func spaced(_ json: JSON) -> String {
    switch json {
    case .object(let members):
      "{" + members.map { "\(JSON.string($0.key).text) : \($0.value.compactText)" }.joined(separator: ", ")
        + "}"
    case .array(let items): "[" + items.map(\.compactText).joined(separator: ", ") + "]"
    default: json.text
    }
  }
}
