/// Publications: https://www.postgresql.org/docs/15/sql-createpublication.html
extension Schema {
  /// `ADD`, `SET` and `DROP` of what is published, or `SET (…)`.
  mutating func alterPublication(_ object: RememberedObject, _ phrase: Phrase) throws(Diagnostic) {
    var object = object
    var publication = PublicationParts(object.definition)
    if phrase.has("with") {
      publication.options =
        [Phrase.Part(value: .word("WITH"), label: "with", range: SourceRange(0, 0))] + phrase["with"]
    } else {
      let resolved = try resolved(phrase, of: .publication, on: nil)
      let named = PublicationParts(resolved).members
      if publication.isOfAllTables {
        throw Diagnostic(
          .error, SQLState("55000"), "publication \"\(object.key.name.name)\" is defined as FOR ALL TABLES",
          at: phrase["action"].first?.range)
      }
      switch phrase.words("action") {
      case "SET": publication.members = named
      case "ADD":
        for member in named {
          if publication.members.contains(where: { $0.subject == member.subject }) {
            throw Diagnostic(
              .error, .duplicateObject,
              "\(text(member)) is already member of publication \"\(object.key.name.name)\"",
              at: member.first?.range)
          }
          publication.members.append(member)
        }
      default:
        for member in named {
          guard let index = publication.members.firstIndex(where: { $0.subject == member.subject }) else {
            throw Diagnostic(
              .error, .undefinedObject, "\(text(member)) is not part of the publication",
              at: member.first?.range)
          }
          publication.members.remove(at: index)
        }
      }
    }
    object.definition = publication.phrase
    keep(object)
  }

  private func text(_ member: [Phrase.Part]) -> String {
    let subject = Phrase(parts: member.filter { $0.label == "member" || $0.label == "schema" })
    let key = RememberedObject.Key(kind: .publication, name: ObjectName("", in: ""))
    return "relation \"\(written(subject, of: key).postgres)\""
  }
}

extension RememberedObject {
  mutating func removeMembers(_ address: ObjectAddress) {
    var publication = PublicationParts(definition)
    publication.members.removeAll { $0.contains { $0.value == .object(address) } }
    definition = publication.phrase
  }
}

extension [Phrase.Part] {
  fileprivate var subject: Phrase.Value? { first { $0.label == "member" || $0.label == "schema" }?.value }
}

/// The pieces of `CREATE PUBLICATION` or `ALTER PUBLICATION`.
private struct PublicationParts {
  var isOfAllTables: Bool
  var members: [[Phrase.Part]] = []
  var options: [Phrase.Part]

  init(_ phrase: Phrase) {
    isOfAllTables = phrase.has("tables")
    options = phrase["with"]
    var open = 0
    var isSchema = false
    var current: [Phrase.Part] = []
    for part in phrase.parts where part.label != "with" && part.label != "tables" {
      if part.word == "(" { open += 1 }
      if part.word == ")" { open -= 1 }
      if open == 0, part.word == "," {
        members.append(current)
        current = []
        continue
      }
      if part.word == "TABLES" { isSchema = true }
      if part.word == "TABLE" { isSchema = false }
      if !current.isEmpty {
        current.append(part)
      } else if part.label == "schema" || part.label == "member" {
        // A name without a word before it is what the one before it was.
        var subject = part
        if isSchema, part.label == "member", let name = part.path?.name {
          subject = Phrase.Part(value: .name(name), label: "schema", range: part.range)
        }
        current = [subject]
      }
    }
    if !current.isEmpty { members.append(current) }
  }

  var phrase: Phrase {
    var parts: [Phrase.Part] = []
    func add(_ value: Phrase.Value, _ label: String = "") {
      parts.append(Phrase.Part(value: value, label: label, range: SourceRange(0, 0)))
    }
    func add(words: String, _ label: String = "") {
      for word in words.split(separator: " ") { add(.word(String(word)), label) }
    }
    add(words: "CREATE PUBLICATION")
    add(.own, "name")
    if isOfAllTables {
      add(words: "FOR")
      add(words: "ALL TABLES", "tables")
    }
    for (number, member) in members.enumerated() {
      add(words: number == 0 ? "FOR" : ",")
      add(words: member.first?.label == "schema" ? "TABLES IN SCHEMA" : "TABLE")
      parts += member
    }
    return Phrase(parts: parts + options)
  }
}
