/// Statements of many shapes, one a line; an indented line goes on with the statement before it.
enum Samples {
  static var all: [String] { tables + definitions + queries + expressions + data + session }

  static func statements(_ text: String) -> [String] {
    var list: [String] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix(" "), let last = list.popLast() {
        list.append(last + "\n" + line)
      } else {
        list.append(String(line))
      }
    }
    return list
  }
}
