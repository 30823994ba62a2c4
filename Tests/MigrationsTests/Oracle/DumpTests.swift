import PostgresDialect
import Testing

/// What `pg_dump` and `psql` write beside SQL, and settings of the session.
@Suite struct DumpTests {
  private static let table =
    "CREATE TABLE t (id int PRIMARY KEY, name text, n numeric(6,2), ok boolean, tags text[]);\n"

  private func rows(after script: String) throws -> SideBySide.Outcome {
    let sides = try SideBySide()
    let outcome = sides.runHere(Self.table + script)
    if case .error = outcome { return outcome }
    return sides.runHere("SELECT * FROM t ORDER BY id")
  }

  @Test func rowsBehindCopyAreInserted() throws {
    let script = """
      \\restrict abc
      COPY public.t (id, name, n, ok, tags) FROM stdin;
      1\tone; it's\t1.50\tt\t{a,b}
      2\ttab\\there\\nline \\\\ back\t\\N\tf\t\\N
      \\.

      \\unrestrict abc
      SELECT 1;
      """
    #expect(
      try rows(after: script)
        == .rows([["1", "one; it's", "1.5", "t", "{a,b}"], ["2", "tab\there\nline \\ back", nil, "f", nil]]))
  }

  @Test func rowsMayBeCSV() throws {
    let script = """
      COPY t (id, name, n) FROM STDIN WITH (FORMAT csv, HEADER, NULL 'nil');
      id,name,n
      1,"a ""quoted"", field",2
      2,,nil
      \\.
      """
    #expect(
      try rows(after: script)
        == .rows([["1", "a \"quoted\", field", "2", nil, nil], ["2", "", nil, nil, nil]]))
  }

  @Test func noRowsAreNone() throws {
    #expect(
      try rows(after: "COPY t (id, name) FROM stdin;\n\\.\nINSERT INTO t (id) VALUES (7);")
        == .rows([["7", nil, nil, nil, nil]]))
  }

  @Test(arguments: ["1\tx\tnot a number", "1\tx"])
  func wrongRowsAreErrorsAtTheirLine(row: String) throws {
    var translator = Translator()
    let translation = translator.translate(
      SourceText(Self.table + "COPY t (id, name, n) FROM stdin;\n\(row)\n\\.\n"))
    let error = try #require(translation.diagnostics.first)
    let range = try #require(error.range)
    #expect(translation.source.location(of: range.lower).line == 3)
  }

  @Test func commandsThatDoSomethingAreRefused() throws {
    #expect(try rows(after: "\\i other.sql").sqlState == "0A000")
    #expect(try rows(after: "COPY t FROM '/tmp/x'").sqlState == "0A000")
  }

  @Test func settingsAreThoseOfTheSession() throws {
    let sides = try SideBySide()
    for script in [
      "SET app.tenant = 'x'; SELECT current_setting('app.tenant')", "SHOW server_encoding",
      "SHOW transaction_isolation",
      "SELECT set_config('app.tenant', 'y', false); SELECT current_setting('app.tenant')",
      "SET lock_timeout = '5s'; SET lock_timeout TO DEFAULT; SELECT current_setting('lock_timeout')",
      "SHOW nothing.at_all",
      "SELECT count(*) FROM pg_timezone_names WHERE name IN ('Europe/Berlin', 'UTC', 'Mars/Base')",
    ] {
      let (theirs, ours) = sides.run(script)
      #expect(theirs == ours, "\(script)")
    }
  }
}
