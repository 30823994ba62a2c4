import Testing

@testable import PostgresDialect

@Suite("Procedures")
struct ProcedureParserTests {
  /// Every form of every statement, as PostgreSQL 15 accepts it.
  @Test(arguments: [
    "begin end",
    "<<a>> declare begin end a;",
    "declare x int; declare y constant text := 'a'; begin end",
    "declare x int not null default 1; y alias for x; z alias for $1; w text collate \"C\" = 'a'; begin end",
    "declare x users.id%type; r users%rowtype; s public.users%rowtype; t record; u text[]; v x%type; begin end",
    "declare c cursor for select 1; d no scroll cursor (a int, b text) is select a, b; e refcursor; begin end",
    "#variable_conflict use_column\ndeclare x int; begin end",
    "begin x := 1; x = 2; new.a := 1; new.a = b; a[1] := 2; a[1:2] := '{1,2}'; a[1].b := 3; $1 := 4; end",
    "begin x := count(*) from t where a = 1; x := a from t order by 1 limit 1; end",
    "begin if a then null; elsif b then null; elseif c then null; else null; end if; end",
    "begin if (case when a then b else c end) then null; end if; end",
    "begin case when a then null; when b then null; end case; case x when 1, 2 then null; else null; end case; end",
    "begin <<l>> loop exit; exit l; exit l when a; continue when b; end loop l; end",
    "begin while a and b loop null; end loop; for i in 1..10 loop null; end loop; end",
    "begin for i in reverse 10..1 by 2 loop null; end loop; for i in f(1)..g(array[1]) loop null; end loop; end",
    "begin for r in select * from t loop null; end loop; for a, b in select 1, 2 loop null; end loop; end",
    "begin for r in (select * from t) loop null; end loop; for r in with q as (select 1) select * from q loop end loop; end",
    "begin for r in execute 'select 1' || a using b, c loop null; end loop; for r in execute f(a) loop end loop; end",
    "begin for r in insert into t values (1) returning * loop null; end loop; end",
    "begin for r in c loop null; end loop; for r in c(1, b := 2) loop null; end loop; end",
    "begin foreach x in array a loop null; end loop; foreach x slice 1 in array array[1] loop null; end loop; end",
    "begin return; return 1; return next; return next a; return query select 1; return query execute 'a' using b; end",
    "begin return new; return null; return (a, b); return query values (1), (2); end",
    "begin perform f(a); perform 1 from t where a; perform distinct a from t; end",
    "begin execute 'a'; execute 'a' into x; execute 'a' into strict x, y using 1, 2; execute a using b into c; end",
    "begin select 1 into x; select into x 1; select a, b into strict x, r.y from t; select a from t into x; end",
    "begin insert into t values (1); insert into t (a) select 1 returning a into x; update t set a = 1; end",
    "begin delete from t where a returning a, b into x, y; with q as (select 1 a) select a into x from q; end",
    "begin create table a (b int); alter table a add column c int; drop table a; truncate t; set a = b; end",
    "begin create table a as select 1 as loop; comment on table a is 'x'; grant select on a to b; end",
    "begin get diagnostics a = row_count, b := pg_context; get current diagnostics a = row_count; end",
    "begin get stacked diagnostics a = message_text, b = returned_sqlstate; end",
    "begin raise 'a'; raise notice 'a % %%', b; raise exception using message = 'a', errcode := '22012'; end",
    "begin raise unique_violation; raise sqlstate 'P0001' using hint = 'a'; raise warning 'a'; raise; end",
    "begin raise debug 'a'; raise info 'a'; raise log 'a'; raise exception 'a' using detail = b || c, column = d; end",
    "begin assert a; assert a, 'b' || c; end",
    "begin call p(1, a => 2); do 'begin end'; do $a$begin end$a$; end",
    "begin open c; open c(1); open c for select 1; open c scroll for execute 'a' using b; close c; end",
    "begin fetch c into r; fetch next from c into r; fetch prior in c into a, b; fetch absolute -1 from c into r; end",
    "begin move c; move forward 2 from c; move last from c; move backward all in c; fetch relative 2 from c into r; end",
    "begin commit; rollback; commit and no chain; null; end",
    "begin null; exception when unique_violation or sqlstate '23503' then null; when others then raise; end",
    "begin exception when division_by_zero then null; end",
    "begin begin null; exception when others then null; end; end",
    "begin exception := 1; elsif := 2; return := 3; end",
  ])
  func accepted(_ body: String) {
    #expect(procedureError(body) == nil)
  }

  @Test func intoIsNoPartOfTheStatement() throws {
    let block = try procedure("begin select a, b into strict x, r.y from t where c; end")
    guard case .sql(let statement, let into?) = block.statements.first?.kind else {
      Issue.record("no statement of SQL")
      return
    }
    #expect(statement.postgres == "SELECT a, b FROM t WHERE c")
    #expect(into.isStrict)
    #expect(into.targets.map { $0.names.map(\.text) } == [["x"], ["r", "y"]])
  }

  @Test func expressionsMayBeQueries() throws {
    let block = try procedure("begin x := count(*) from t; end")
    guard case .assign(_, let value) = block.statements.first?.kind, case .query(let query) = value.kind
    else {
      Issue.record("no query")
      return
    }
    #expect(query.postgres == "SELECT count(*) FROM t")
  }

  @Test func placesCountInTheBody() throws {
    let body = "begin\n  x := a + 1;\nend"
    let block = try procedure(body)
    guard case .assign(let target, let value) = block.statements.first?.kind else {
      Issue.record("no assignment")
      return
    }
    #expect(SourceText(body)[target.range] == "x")
    #expect(SourceText(body)[value.range] == "a + 1")
  }

  private func procedure(_ body: String) throws -> Block {
    var parser = Parser(SourceText(body))
    return try parser.parseProcedure()
  }
}
