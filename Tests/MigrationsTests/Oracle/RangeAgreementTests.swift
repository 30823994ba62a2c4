import Testing

/// Ranges that statements make, ask and compare.
@Suite struct RangeAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: scripts)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
  }

  static let scripts = [
    Script(
      "constructors",
      "SELECT int4range(1, 5), int4range(1, 5, '[]'), int8range(NULL, 5, '(]'), numrange(1.5, 2.5, '()')",
      "SELECT daterange('2024-01-01', '2024-02-28', '[]'), tsrange('2024-01-01', '2024-01-02 10:00:00.5')",
      "SELECT tstzrange('2024-01-01 00:00:00+02', NULL, '[)'), int4range(5, 5), int4range(5, 5, '[]')",
      "SELECT int4range(5, 1)", "SELECT int4range(1, 5, '[[')", "SELECT int4range(1, 5, NULL)",
      "SELECT int4range(1, 'x')"),
    Script(
      "texts",
      "SELECT '[1,5]'::int4range, ' ( 1 , 5 ] '::int4range, '[,]'::int8range, 'empty'::daterange, '(1,2)'::int4range",
      "SELECT '[\"2024-01-01 00:00:00\",\"2024-01-02 00:00:00\")'::tsrange, '[1.25,2]'::numrange",
      "SELECT '[1,5'::int4range", "SELECT '[1;5]'::int4range", "SELECT 'x'::text::int4range",
      "CREATE TABLE t (id int, r int4range, d daterange DEFAULT daterange('2024-01-01', NULL))",
      "INSERT INTO t VALUES (1, '[1,5]'), (2, int4range(3, 9)), (3, 'empty'), (4, NULL)",
      "INSERT INTO t VALUES (5, '[9,1]')", "SELECT id, r, r::text, d FROM t ORDER BY id"),
    Script(
      "operators", "CREATE TABLE t (id int, r int4range)",
      "INSERT INTO t VALUES (1, '[1,5]'), (2, '[3,9)'), (3, 'empty'), (4, NULL), (5, '(,3)'), (6, '[9,)'), (7, '[6,9)')",
      "SELECT id FROM t WHERE r @> 4 ORDER BY id", "SELECT id FROM t WHERE 8 <@ r ORDER BY id",
      "SELECT a.id, b.id FROM t a JOIN t b ON a.r && b.r ORDER BY 1, 2",
      "SELECT a.id, b.id FROM t a JOIN t b ON a.r @> b.r ORDER BY 1, 2",
      "SELECT a.id, b.id FROM t a JOIN t b ON a.r <@ b.r ORDER BY 1, 2",
      "SELECT a.id, b.id FROM t a JOIN t b ON a.r << b.r ORDER BY 1, 2",
      "SELECT a.id, b.id FROM t a JOIN t b ON a.r >> b.r ORDER BY 1, 2",
      "SELECT a.id, b.id FROM t a JOIN t b ON a.r &< b.r ORDER BY 1, 2",
      "SELECT a.id, b.id FROM t a JOIN t b ON a.r &> b.r ORDER BY 1, 2",
      "SELECT a.id, b.id FROM t a JOIN t b ON a.r -|- b.r ORDER BY 1, 2",
      "SELECT a.id, b.id, a.r * b.r FROM t a JOIN t b ON a.r && b.r ORDER BY 1, 2",
      "SELECT a.id, b.id, range_merge(a.r, b.r) FROM t a, t b ORDER BY 1, 2",
      "SELECT a.id, b.id FROM t a JOIN t b ON a.r < b.r ORDER BY 1, 2",
      "SELECT id FROM t WHERE r = '[1,6)' OR r >= '[9,10)' ORDER BY id",
      "SELECT r + '[5,7)' FROM t WHERE id = 2", "SELECT r - '[5,20)' FROM t WHERE id = 2",
      "SELECT r + '[50,70)' FROM t WHERE id = 2", "SELECT r - '[5,6)' FROM t WHERE id = 2",
      "SELECT r @> '[4,5)' FROM t ORDER BY id", "SELECT r @> 'x' FROM t", "SELECT r @> 1.5 FROM t"),
    Script(
      "parts", "SELECT lower(int4range(1, 5)), upper(int4range(1, 5, '[]')), isempty(int4range(5, 5))",
      "SELECT lower_inc(numrange(1, 2)), upper_inc(numrange(1, 2, '[]')), lower_inf(numrange(NULL, 2)), upper_inf('empty'::numrange)",
      "SELECT lower(tstzrange('2024-01-01', '2024-01-02')), upper(daterange('2024-01-01', '2024-01-31', '[]')) - 1",
      "SELECT lower('empty'::int4range), upper(NULL::int4range), lower('ABC'), upper('abc')"),
    Script(
      "a range type of the user's", "CREATE TYPE version_range AS RANGE (subtype = int8)",
      "CREATE TYPE texts AS RANGE (subtype = text)",
      "SELECT version_range(1, 5), version_range(1, 5, '[]'), texts('a', 'c d')",
      "CREATE TABLE t (id int, r version_range DEFAULT version_range(0, 1))",
      "INSERT INTO t VALUES (1, version_range(1, 9, '()')), (2, '[3,4]')", "INSERT INTO t (id) VALUES (3)",
      "SELECT id, r, lower(r), upper(r) FROM t ORDER BY id",
      "SELECT id FROM t WHERE r && version_range(4, 6) ORDER BY id",
      "SELECT id FROM t WHERE r @> 3::int8 ORDER BY id", "SELECT 'b' <@ texts('a', 'c'), texts('b', 'a')"),
  ]
}
