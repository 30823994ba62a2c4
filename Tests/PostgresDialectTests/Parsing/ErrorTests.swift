import Testing

@testable import PostgresDialect

@Suite("Errors")
struct ErrorTests {
  @Test(arguments: [
    ("selec 1", "1:1: syntax error at or near \"selec\""),
    ("select 1 +", "1:11: syntax error at end of input"),
    ("create table t (\n  a int,\n  b\n)", "4:1: syntax error at or near \")\""),
    ("create table t (a int,)", "1:23: syntax error at or near \")\""),
    ("create table user (a int)", "1:14: syntax error at or near \"user\""),
    ("create table t (select int)", "1:17: syntax error at or near \"select\""),
    ("select a < b < c", "1:14: syntax error at or near \"<\""),
    ("select a between 1 and 2 between 3 and 4", "1:26: syntax error at or near \"between\""),
    ("select 'a' 'b'", "1:12: syntax error at or near \"'b'\""),
    ("select 'abc", "1:8: unterminated quoted string"),
    ("select * from (select 1)", "1:15: subquery in FROM must have an alias"),
    ("select 1 limit 1 limit 2", "1:18: multiple LIMIT clauses not allowed"),
    ("select 1 limit 1, 2", "1:10: LIMIT #,# syntax is not supported"),
    ("select 1 year", "1:10: syntax error at or near \"year\""),
    ("select a::float(54)", "1:16: precision for type float must be less than 54 bits"),
    ("create table t (a int collate x collate y)", "1:33: multiple COLLATE clauses not allowed"),
    ("create table t (a int not null deferrable)", "1:32: misplaced DEFERRABLE clause"),
    ("create table t (check (a) deferrable)", "1:17: CHECK constraints cannot be marked DEFERRABLE"),
    ("create table t (a int references b match partial)", "1:42: MATCH PARTIAL not yet implemented"),
    ("create function f() returns int language sql", "1:8: no function body specified"),
    ("create function f(a b%type) returns int as '' language sql", "1:21: %TYPE is not supported"),
    (
      "create trigger t before insert or insert on a execute function f()",
      "1:35: duplicate trigger events specified"
    ),
    ("drop tabel t", "1:6: syntax error at or near \"tabel\""),
    ("alter table t add constraint", "1:29: syntax error at end of input"),
    ("insert into t (a) values", "1:25: syntax error at end of input"),
    ("update t set a.b = 1", "1:14: writing to a part of a column is not supported"),
    ("select a from t group by rollup (a)", "1:26: ROLLUP is not supported"),
    ("select a from t group by grouping sets (a)", "1:26: GROUPING SETS is not supported"),
    ("grant select on t to (", "1:22: syntax error at or near \"(\""),
    ("éa", "1:1: syntax error at or near \"éa\""),
  ])
  func message(_ text: String, _ expected: String) {
    #expect(errors(text) == [expected])
  }

  @Test func states() {
    var parser = Parser(SourceText("select; select group; select 1 from t tablesample x(1)"))
    #expect(parser.parseScript().diagnostics.map(\.state) == [.syntaxError, .featureNotSupported])
  }

  @Test func recovery() {
    let text = """
      create table a (id int,);
      create table b (id int);
      alter table b ad c int;
      drop table b;
      select (1;
      select 2
      """
    #expect(
      errors(text) == [
        "1:24: syntax error at or near \")\"", "3:15: syntax error at or near \"ad\"",
        "5:10: syntax error at or near \";\"",
      ])
    var parser = Parser(SourceText(text))
    #expect(
      parser.parseScript().statements.map(\.postgres) == [
        "CREATE TABLE b (id integer)", "DROP TABLE b", "SELECT 2",
      ])
  }

  @Test func ranges() throws {
    let text = "  select 1 ; \n insert into t values (2) -- x"
    let source = SourceText(text)
    #expect(statements(text).map { source[$0.range] } == ["select 1", "insert into t values (2)"])
  }

  @Test func bodyPlace() throws {
    let text = "do $x$ begin end $x$"
    guard case .do(let block) = try #require(statements(text).first).kind,
      case .text(let body, at: let place) = block.body
    else {
      Issue.record("no text")
      return
    }
    #expect(body == " begin end ")
    #expect(place == 6)
  }
}
