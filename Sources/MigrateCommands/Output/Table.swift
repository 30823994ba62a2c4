/// Rows of text in aligned columns.
struct Table {
  var header: [String]
  var rows: [[String]] = []

  /// The lines, the last column unpadded.
  ///
  /// - Parameter style: called for every cell of a row with its text padded, to colour it.
  func lines(style: (_ row: Int, _ column: Int, _ text: String) -> String) -> [String] {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String], _ style: (Int, String) -> String) -> String {
      cells.enumerated().map { column, text in
        let isLast = column == cells.count - 1
        let padding = isLast ? "" : String(repeating: " ", count: widths[column] - text.count)
        return style(column, text) + padding
      }.joined(separator: "  ")
    }
    return [line(header) { $1 }]
      + rows.enumerated().map { row, cells in line(cells) { style(row, $0, $1) } }
  }
}
