/// `SIMILAR TO`'s patterns as regular expressions.
/// https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-SIMILARTO-REGEXP
package enum SimilarPattern {
  /// The escape character is one, or none for an empty text.
  package static func regex(_ pattern: String, escape: String) throws(Diagnostic) -> String {
    let marks = Array(escape.unicodeScalars)
    guard marks.count < 2 else {
      throw Diagnostic(
        .error, SQLState("22019"), "invalid escape string",
        hint: "an escape string is empty or one character")
    }
    return try regex(pattern, escape: marks.first)
  }

  package static func regex(_ pattern: String, escape: Unicode.Scalar?) throws(Diagnostic) -> String {
    var result = "^(?:"
    var (isEscaped, isInBracket) = (false, false)
    var quotes = 0
    for scalar in pattern.unicodeScalars {
      if isEscaped {
        if scalar == "\"", !isInBracket {
          quotes += 1
          switch quotes {
          case 1: result += "){1,1}?("
          case 2: result += "){1,1}(?:"
          default:
            throw Diagnostic(
              .error, SQLState("2200C"),
              "SQL regular expression may not contain more than two escape-double-quote separators")
          }
        } else {
          // An escaped letter is no escape of the regular expression.
          result += "\\"
          result.unicodeScalars.append(scalar)
        }
        isEscaped = false
      } else if scalar == escape {
        isEscaped = true
      } else if isInBracket {
        if scalar == "\\" { result += "\\" }
        result.unicodeScalars.append(scalar)
        isInBracket = scalar != "]"
      } else {
        switch scalar {
        case "[":
          isInBracket = true
          result += "["
        case "%": result += ".*"
        case "_": result += "."
        case "(": result += "(?:"
        case "\\", ".", "^", "$":
          result += "\\"
          result.unicodeScalars.append(scalar)
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + ")$"
  }
}
