import SQLiteBinding
import TestSupport

extension BehaviourProbes {
  /// A NULL, an orphan and a bad value for each column of a row.
  static func probes(of row: SampleRow) -> [Probe] {
    row.values.flatMap { column, _ in
      var changes: [(name: String, literal: String, value: Value?)] = [("NULL", "NULL", .null)]
      changes += badValues(column)
      if row.table.foreignKeys.contains(where: { $0.columns.contains(column.name) }),
        let orphan = orphan(column)
      {
        changes.append(orphan)
      }
      return changes.map { change in
        Probe(
          name: "\(change.name) for \(column.name)", row: row.replacing(column.name, with: change.literal),
          column: column.name, value: change.value)
      }
    }
  }

  private static func orphan(_ column: PostgresTable.Column) -> (String, String, Value?)? {
    switch column.type {
    case "int2", "int4", "int8": ("an orphan", "31999", .integer(31999))
    case "uuid":
      (
        "an orphan", "'00000000-0000-4000-8000-ffffffffffff'", .text("00000000-0000-4000-8000-ffffffffffff")
      )
    case "text", "varchar", "bpchar": ("an orphan", "'none'", .text("none"))
    default: nil
    }
  }

  private static func badValues(_ column: PostgresTable.Column) -> [(
    name: String, literal: String, value: Value?
  )] {
    func text(_ name: String, _ text: String) -> (String, String, Value?) { (name, "'\(text)'", .text(text)) }
    if column.isArray { return [text("no array", "abc")] }
    if !column.labels.isEmpty { return [text("no label", "no such label")] }
    switch column.type {
    case "bool": return [text("no boolean", "maybe")]
    case "int2":
      return [text("no number", "abc"), ("too large a number", "40000", .integer(40000))]
    case "int4":
      return [text("no number", "abc"), ("too large a number", "3000000000", .integer(3_000_000_000))]
    case "int8": return [text("no number", "abc"), ("too large a number", "9300000000000000000", nil)]
    case "float4", "float8": return [text("no number", "abc")]
    case "numeric":
      guard column.modifier >= 4 else { return [text("no number", "abc")] }
      let digits = (column.modifier - 4) >> 16 - (column.modifier - 4) & 0x7ff
      return [
        text("no number", "abc"), ("too large a number", "1" + String(repeating: "0", count: digits), nil),
      ]
    case "uuid": return [text("no UUID", "not-a-uuid")]
    case "json", "jsonb": return [text("no JSON", "{bad")]
    case "timestamp", "timestamptz":
      return [text("no time stamp", "soon"), text("no day", "2024-02-30 10:00:00")]
    case "date": return [text("no date", "soon"), text("no day", "2024-02-30")]
    case "time": return [text("no time", "25:00:00")]
    case "varchar", "bpchar":
      guard column.modifier > 4 else { return [] }
      return [text("too long a text", String(repeating: "x", count: column.modifier - 3))]
    default: return []
    }
  }
}
