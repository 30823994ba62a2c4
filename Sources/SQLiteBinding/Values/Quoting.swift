/// `text` between `mark`s, those within doubled:
/// https://www.sqlite.org/lang_expr.html#literal_values_constants_
func quoted(_ text: String, with mark: Unicode.Scalar) -> String {
  var scalars = String.UnicodeScalarView()
  scalars.append(mark)
  for scalar in text.unicodeScalars {
    if scalar == mark { scalars.append(mark) }
    scalars.append(scalar)
  }
  scalars.append(mark)
  return String(scalars)
}
