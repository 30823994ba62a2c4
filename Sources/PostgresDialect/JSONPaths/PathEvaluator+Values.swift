/// Arithmetic and methods.
extension PathEvaluator {
  /// All that an operand comes to, arrays opened in lax mode; nil for an error that was kept quiet.
  mutating func operands(_ chain: PathChain, on item: JSON, opens: Bool = true) throws(Diagnostic) -> [JSON]?
  {
    var found: [JSON]? = []
    guard try run(chain.steps[...], on: item, unwraps: isLax, into: &found) != .failed, let found else {
      return nil
    }
    guard opens, isLax else { return found }
    return found.flatMap { item in if case .array(let items) = item { items } else { [item] } }
  }

  mutating func computed(
    _ step: PathStep, _ rest: ArraySlice<PathStep>, on item: JSON, into found: inout [JSON]?
  ) throws(Diagnostic) -> Outcome {
    switch step {
    case .sign(let isMinus, let chain):
      guard let values = try operands(chain, on: item) else { return .failed }
      var outcome = Outcome.nothing
      for value in values {
        guard case .number(let text) = value, let number = DecimalNumber(text) else {
          if rest.isEmpty, found == nil { continue }
          return try failed(
            "2203B", "operand of unary jsonpath operator \(isMinus ? "-" : "+") is not a numeric value")
        }
        let result = isMinus ? -number : number
        let own = try run(rest, on: .number(result.description), unwraps: isLax, into: &found)
        if own == .failed { return .failed }
        if own == .found { outcome = .found }
        if outcome == .found, found == nil { return .found }
      }
      return outcome
    case .arithmetic(let op, let left, let right):
      guard let first = try operands(left, on: item), let second = try operands(right, on: item) else {
        return .failed
      }
      var numbers: [DecimalNumber] = []
      for (values, side) in [(first, "left"), (second, "right")] {
        guard values.count == 1, case .number(let text) = values[0], let number = DecimalNumber(text) else {
          return try failed(
            "22038", "\(side) operand of jsonpath operator \(op.rawValue) is not a single numeric value")
        }
        numbers.append(number)
      }
      guard let result = Self.result(op, numbers[0], numbers[1]) else {
        return try failed(SQLState.divisionByZero.code, "division by zero")
      }
      return try run(rest, on: .number(result.description), unwraps: isLax, into: &found)
    default: return .nothing
    }
  }

  private static func result(_ op: PathOperator, _ left: DecimalNumber, _ right: DecimalNumber)
    -> DecimalNumber?
  {
    switch op {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left.divided(by: right)
    case .modulo: left.remainder(dividingBy: right)
    }
  }

  mutating func apply(
    _ method: PathMethod, _ steps: ArraySlice<PathStep>, on item: JSON, _ unwraps: Bool,
    into found: inout [JSON]?
  ) throws(Diagnostic) -> Outcome {
    let rest = steps.dropFirst()
    switch method {
    case .type: return try run(rest, on: .string(item.kind), unwraps: isLax, into: &found)
    case .size:
      var size = 1
      if case .array(let items) = item {
        size = items.count
      } else if !isLax {
        return forgivesStructure
          ? .nothing : try failed("22039", "jsonpath item method .size() can only be applied to an array")
      }
      return try run(rest, on: .number(String(size)), unwraps: isLax, into: &found)
    default: break
    }
    if unwraps, case .array(let items) = item { return try each(items, steps, unwraps: false, into: &found) }
    switch method {
    case .keyvalue: return try keyValues(rest, of: item, into: &found)
    case .double:
      guard let value = try double(item) else { return .failed }
      return try run(rest, on: value, unwraps: isLax, into: &found)
    default:
      guard case .number(let text) = item, let number = DecimalNumber(text) else {
        return try failed(
          "22036", "jsonpath item method .\(method.rawValue)() can only be applied to a numeric value")
      }
      var value = number
      if method == .abs, number.isNegative { value = -number }
      if method == .floor || method == .ceiling {
        let whole = number.truncated(to: 0)
        let isUp = method == .ceiling
        value = number == whole || number.isNegative == isUp ? whole : whole + DecimalNumber(isUp ? 1 : -1)
      }
      return try run(rest, on: .number(value.description), unwraps: isLax, into: &found)
    }
  }

  /// Nil for an error that was kept quiet.
  private func double(_ item: JSON) throws(Diagnostic) -> JSON? {
    switch item {
    case .number(let text):
      if Double(text)?.isFinite == true { return item }
      _ = try failed(
        "22036",
        "numeric argument of jsonpath item method .double() is out of range for type double precision")
      return nil
    case .string(let text):
      let value = try? ValueType(.float8).read(text)
      if case .real(let number) = value, let digits = DecimalNumber(number) {
        return .number(digits.significant(15).description)
      }
      _ = try failed(
        "22036",
        "string argument of jsonpath item method .double() is not a valid representation of a double precision number"
      )
      return nil
    default:
      _ = try failed(
        "22036", "jsonpath item method .double() can only be applied to a string or numeric value")
      return nil
    }
  }

  private mutating func keyValues(
    _ rest: ArraySlice<PathStep>, of item: JSON, into found: inout [JSON]?
  ) throws(Diagnostic) -> Outcome {
    guard case .object(let members) = item else {
      return try failed("2203C", "jsonpath item method .keyvalue() can only be applied to an object")
    }
    // The `id` tells where the object lies in PostgreSQL's memory; only the outermost is known to lie at 0.
    let isNamed =
      switch rest.first {
      case .member("key"), .member("value"): true
      default: false
      }
    guard isNamed || item == root else {
      throw Diagnostic.unsupported("the id that keyvalue() gives to an object within another", at: nil)
    }
    let objects = members.map { member in
      JSON.object([
        JSON.Member("id", .number("0")), JSON.Member("key", .string(member.key)),
        JSON.Member("value", member.value),
      ])
    }
    return try each(objects, rest, unwraps: isLax, into: &found)
  }
}
