import Testing

@testable import PostgresDialect

/// PostgreSQL's words for what is no PL/pgSQL, with its place in the body.
@Suite("Errors in procedures")
struct ProcedureErrorTests {
  @Test(arguments: [
    ("begin null end", "12: syntax error at or near \"end\""),
    ("begin null; ", "13: syntax error at end of input"),
    ("begin null; end; foo", "18: syntax error at or near \"foo\""),
    ("begin x := ; end", "12: assignment source returned 0 columns"),
    ("begin x := 1 + ; end", "16: syntax error at end of input"),
    ("begin x; end", "7: syntax error at or near \"x\""),
    ("begin selec 1 into x; end", "7: syntax error at or near \"selec\""),
    ("begin select 1 end", "19: unexpected end of function definition at end of input"),
    ("begin if then null; end if; end", "10: missing expression at or near \"then\""),
    ("begin if x = 1 null; end if; end", "20: missing \"THEN\" at end of SQL expression"),
    ("begin if true then null; end; end", "29: syntax error at or near \";\""),
    ("begin case when true then null; end; end", "36: syntax error at or near \";\""),
    ("begin while true null; end loop; end", "22: missing \"LOOP\" at end of SQL expression"),
    ("begin for i in 1..10 null; end loop; end", "26: missing \"LOOP\" at end of SQL expression"),
    ("begin for r in 1 loop end loop; end", "16: syntax error at or near \"1\""),
    ("begin fetch c; end", "14: syntax error at or near \";\""),
    ("begin fetch next c into r; end", "18: expected FROM or IN at or near \"c\""),
    ("begin fetch forward all from c into r; end", "7: FETCH statement cannot return multiple rows"),
    (
      "declare x int not null; begin end",
      "11: variable \"x\" must have a default value, since it's declared NOT NULL"
    ),
    ("declare x int; x int; begin end", "16: duplicate declaration at or near \"x\""),
    ("begin begin; end; end", "12: syntax error at or near \";\""),
    ("begin <<a>> begin end b; end", "23: end label \"b\" differs from block's label \"a\""),
    ("begin begin end b; end", "17: end label \"b\" specified for unlabeled block"),
    ("begin raise notice; end", "19: syntax error at or near \";\""),
    (
      "begin raise notice 'x' using foo = 1; end",
      "30: unrecognized RAISE statement option at or near \"foo\""
    ),
    ("begin raise sqlstate '123'; end", "22: invalid SQLSTATE code at or near \"'123'\""),
    ("begin raise exception 'a % b'; end", "23: too few parameters specified for RAISE"),
    ("begin raise exception 'a', 1; end", "23: too many parameters specified for RAISE"),
    ("begin raise foo; end", "13: unrecognized exception condition \"foo\""),
    (
      "begin null; exception when foo then null; end",
      "28: unrecognized exception condition \"foo\""
    ),
    (
      "begin get diagnostics x = message_text; end",
      "7: diagnostics item MESSAGE_TEXT is not allowed in GET CURRENT DIAGNOSTICS"
    ),
    (
      "begin get stacked diagnostics x = row_count; end",
      "7: diagnostics item ROW_COUNT is not allowed in GET STACKED DIAGNOSTICS"
    ),
    ("begin get diagnostics x = foo; end", "27: unrecognized GET DIAGNOSTICS item at or near \"foo\""),
    ("begin execute 'select 1' into; end", "30: syntax error at or near \";\""),
    ("begin perform; end", "14: syntax error at or near \";\""),
    ("begin perform f(; end", "17: mismatched parentheses"),
    ("begin return (1; end", "16: mismatched parentheses"),
    ("declare x y z; begin end", "13: syntax error at or near \"z\""),
  ])
  func message(_ body: String, _ expected: String) {
    #expect(procedureError(body) == expected)
  }

  @Test func placesCountInTheFile() {
    let text = "select 1;\ncreate function f() returns int language plpgsql as $$\nbegin\n  retur 1;\nend $$;"
    var translator = Translator()
    let source = SourceText(text)
    let translation = translator.translate(source)
    let range = translation.diagnostics.first?.range
    #expect(range.map { source.location(of: $0.lower) } == SourceLocation(line: 4, column: 3))
  }

  @Test func bodiesMayStayUnread() {
    var translator = Translator()
    let text = "set check_function_bodies = off; create function f() returns int language plpgsql as 'no'"
    #expect(!translator.translate(SourceText(text)).hasErrors)
    #expect(
      translator.translate(SourceText("create function g() returns int language plpgsql as 'no'")).hasErrors)
  }

  @Test(arguments: ["begin ", "if true then ", "loop ", "case when true then "])
  func depthIsBounded(_ opening: String) {
    let body = "begin " + String(repeating: opening, count: 5000)
    #expect(
      onSmallStack {
        procedureError(body)?.hasSuffix("stack depth limit exceeded") == true
      })
  }
}

/// The column and message of what is wrong with a body.
func procedureError(_ body: String) -> String? {
  let source = SourceText(body)
  var parser = Parser(source)
  do throws(Diagnostic) {
    _ = try parser.parseProcedure()
    return nil
  } catch {
    return "\(error.range.map { source.location(of: $0.lower).column } ?? 0): \(error.message)"
  }
}
