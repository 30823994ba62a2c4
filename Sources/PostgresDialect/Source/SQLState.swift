/// A PostgreSQL error code. The names are PostgreSQL's condition names:
/// https://www.postgresql.org/docs/15/errcodes-appendix.html
public struct SQLState: Sendable, Hashable, CustomStringConvertible {
  public let code: String
  public init(_ code: String) { self.code = code }
  public var description: String { code }
}

extension SQLState {
  public static let ambiguousFunction = SQLState("42725")
  public static let ambiguousColumn = SQLState("42702")
  public static let cannotCoerce = SQLState("42846")
  public static let checkViolation = SQLState("23514")
  public static let datatypeMismatch = SQLState("42804")
  public static let dependentObjectsStillExist = SQLState("2BP01")
  public static let divisionByZero = SQLState("22012")
  public static let duplicateColumn = SQLState("42701")
  public static let duplicateFunction = SQLState("42723")
  public static let duplicateObject = SQLState("42710")
  public static let duplicateSchema = SQLState("42P06")
  public static let duplicateTable = SQLState("42P07")
  public static let featureNotSupported = SQLState("0A000")
  public static let foreignKeyViolation = SQLState("23503")
  public static let groupingError = SQLState("42803")
  public static let indeterminateDatatype = SQLState("42P18")
  public static let invalidColumnReference = SQLState("42P10")
  public static let invalidDatetimeFormat = SQLState("22007")
  public static let datetimeFieldOverflow = SQLState("22008")
  public static let invalidForeignKey = SQLState("42830")
  public static let invalidObjectDefinition = SQLState("42P17")
  public static let invalidParameterValue = SQLState("22023")
  public static let invalidSchemaName = SQLState("3F000")
  public static let invalidTableDefinition = SQLState("42P16")
  public static let invalidTextRepresentation = SQLState("22P02")
  public static let invalidTransactionTermination = SQLState("2D000")
  public static let notNullViolation = SQLState("23502")
  public static let objectNotInPrerequisiteState = SQLState("55000")
  public static let numericValueOutOfRange = SQLState("22003")
  public static let statementTooComplex = SQLState("54001")
  public static let stringDataRightTruncation = SQLState("22001")
  public static let syntaxError = SQLState("42601")
  public static let tooManyColumns = SQLState("54011")
  public static let undefinedColumn = SQLState("42703")
  public static let undefinedFunction = SQLState("42883")
  public static let undefinedObject = SQLState("42704")
  public static let undefinedParameter = SQLState("42P02")
  public static let undefinedTable = SQLState("42P01")
  public static let uniqueViolation = SQLState("23505")
  public static let warning = SQLState("01000")
  public static let wrongObjectType = SQLState("42809")
}
