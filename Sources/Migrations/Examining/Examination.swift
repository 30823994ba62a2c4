/// What a look at a database, its file and its surroundings has shown.
public struct Examination: Sendable, Hashable {
  public enum Grade: String, Sendable, Hashable, Comparable {
    case good
    /// Something to know.
    case note
    /// Something that goes wrong one day.
    case warning
    /// Something that is wrong.
    case problem

    public static func < (left: Grade, right: Grade) -> Bool {
      let order: [Grade] = [.good, .note, .warning, .problem]
      return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
  }

  public struct Finding: Sendable, Hashable {
    /// What was looked at: `integrity`, `permissions`, …
    public let subject: String
    public let grade: Grade
    public let message: String
    /// For a problem, what kind it is.
    public let code: MigrationError.Code?
  }

  public internal(set) var findings: [Finding] = []

  public var worst: Grade { findings.map(\.grade).max() ?? .good }

  /// The first problem as an error.
  public var error: MigrationError? {
    findings.first { $0.grade == .problem }.map {
      MigrationError($0.code ?? .inputOutput, "\($0.subject): \($0.message)")
    }
  }

  mutating func add(
    _ subject: String, _ grade: Grade, _ message: String, _ code: MigrationError.Code? = nil
  ) {
    findings.append(Finding(subject: subject, grade: grade, message: message, code: code))
  }
}
