/// The documentation's page, made of the table.
public enum ConstructPage {
  public static let path = "Sources/PostgresDialect/PostgresDialect.docc/Constructs.md"

  public static var text: String {
    var text = """
      # What becomes of each construct

      Exact, approximate, or refused.

      ## Overview

      Every statement of PostgreSQL's has one of three outcomes here. *Exact*: it does what it does there, stored rows and
      errors included, and no warning is given. *Approximate*: something differs, and a warning says what, once. *Refused*:
      an error names it, with file, line and column, and nothing is changed. Nothing is dropped in silence.

      This page is made of the table that the tests run: each example is executed on PostgreSQL and here, and compared.

      """
    for group in ConstructGroup.all {
      text += "\n## \(group.name)\n\n| construct | example | outcome | |\n|---|---|---|---|\n"
      for construct in group.constructs { text += line(construct) }
    }
    return text
  }

  private static func line(_ construct: Construct) -> String {
    let example = construct.example.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return
      "| \(cell(construct.name)) | \(code(example)) | \(word(construct.outcome)) | \(cell(construct.note)) |\n"
  }

  private static func word(_ outcome: Construct.Outcome) -> String {
    switch outcome {
    case .exact: "exact"
    case .approximate: "approximate"
    case .refused: "refused"
    }
  }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  /// In as many backticks as it takes.
  private static func code(_ text: String) -> String {
    text.contains("`") ? "`` \(cell(text)) ``" : "`\(cell(text))`"
  }
}
