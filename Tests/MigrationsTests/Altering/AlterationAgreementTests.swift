import Testing

/// Alterations of tables with rows, beside PostgreSQL: the same rows, or the same refusal. A script's entries are run one
/// by one; those of several statements are altered at once here.
@Suite struct AlterationAgreementTests {
  @Test(arguments: scripts.keys.sorted()) func `a table with rows is altered as PostgreSQL does`(
    _ name: String
  )
    throws
  {
    try expectAgreement(Self.scripts[name] ?? [])
  }

  static let people = [
    "CREATE TABLE people (id serial PRIMARY KEY, name text NOT NULL, age integer, city varchar(20) DEFAULT 'Rome')",
    "INSERT INTO people (name, age) VALUES ('Ann', 30), ('Bob', NULL), ('Cy', 7)",
  ]

  static let scripts: [String: [String]] = [
    "added columns": people + [
      "ALTER TABLE people ADD COLUMN a int DEFAULT 5, ADD COLUMN b text, ADD COLUMN c text NOT NULL DEFAULT 'x'",
      "SELECT * FROM people ORDER BY id",
      "ALTER TABLE people ADD COLUMN d text NOT NULL",
      "ALTER TABLE people ADD COLUMN e text DEFAULT lower('ABC')",
      "ALTER TABLE people ADD COLUMN f int CHECK (f > 0) DEFAULT -1",
      "ALTER TABLE people ADD COLUMN g int UNIQUE DEFAULT 1",
      "ALTER TABLE people ADD COLUMN h int UNIQUE",
      "ALTER TABLE people ADD COLUMN i int GENERATED ALWAYS AS (age + 1) STORED",
      "ALTER TABLE people ADD COLUMN j int REFERENCES people (id) DEFAULT 1",
      "ALTER TABLE people ADD COLUMN k int REFERENCES people DEFAULT 99",
      "INSERT INTO people (name, age) VALUES ('Di', 1)",
      "SELECT * FROM people ORDER BY id",
    ],
    "a key over a column that takes the place of another of its name": [
      "CREATE TABLE t (id text PRIMARY KEY, a int, tags text[])",
      "ALTER TABLE t DROP CONSTRAINT t_pkey, ADD COLUMN other text, DROP COLUMN id, ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(), ADD CONSTRAINT t_pkey PRIMARY KEY (id)",
      "INSERT INTO t (a, tags) VALUES (1, '{x,y}')", "SELECT a, tags[floor(1.5)] FROM t",
      "INSERT INTO t (id) VALUES ('x')", "INSERT INTO t (id) VALUES (NULL)",
    ],
    "a column that takes the place of another of its name, with all that hangs on it": [
      "CREATE TABLE p (id int PRIMARY KEY)", "INSERT INTO p VALUES (1), (2)",
      "CREATE TABLE t (a int, b int CONSTRAINT t_b_fkey REFERENCES p, CONSTRAINT k CHECK (b > 0))",
      "CREATE UNIQUE INDEX i ON t (b)", "INSERT INTO t VALUES (5, 1)",
      """
      ALTER TABLE t DROP CONSTRAINT t_b_fkey;
      DROP INDEX i;
      ALTER TABLE t DROP COLUMN b, ADD COLUMN b int;
      ALTER TABLE t ADD CONSTRAINT k CHECK (b > 0);
      CREATE UNIQUE INDEX i ON t (b);
      ALTER TABLE t ADD CONSTRAINT t_b_fkey FOREIGN KEY (b) REFERENCES p;
      """,
      "SELECT * FROM t", "INSERT INTO t VALUES (6, 2)", "INSERT INTO t VALUES (7, 2)",
      "INSERT INTO t VALUES (8, 9)",
      "INSERT INTO t VALUES (9, 0)",
    ],
    "a counting column that is turned into text at once": people + [
      """
      ALTER TABLE people ADD COLUMN code serial NOT NULL;
      ALTER TABLE people ALTER COLUMN code DROP DEFAULT, ALTER COLUMN code SET DATA TYPE text;
      DROP SEQUENCE people_code_seq;
      """,
      "SELECT id, code FROM people ORDER BY id",
    ],
    "a default changed later leaves rows alone": people + [
      "ALTER TABLE people ADD COLUMN a int DEFAULT 5",
      "ALTER TABLE people ALTER COLUMN a SET DEFAULT 7",
      "INSERT INTO people (name) VALUES ('Di')",
      "ALTER TABLE people ADD COLUMN b text",
      "ALTER TABLE people ALTER COLUMN b SET DEFAULT 'new'",
      "ALTER TABLE people ALTER COLUMN a DROP DEFAULT",
      "INSERT INTO people (name) VALUES ('Ed')",
      "SELECT id, name, a, b FROM people ORDER BY id",
      "ALTER TABLE people ADD COLUMN c int DEFAULT 1; ALTER TABLE people ALTER COLUMN c SET DEFAULT 2",
      "ALTER TABLE people ADD COLUMN d int; ALTER TABLE people ALTER COLUMN d SET DEFAULT 2",
      "ALTER TABLE people ADD COLUMN e text NOT NULL DEFAULT ''; ALTER TABLE people ALTER COLUMN e DROP DEFAULT",
      "INSERT INTO people (name, e) VALUES ('Flo', 'e')",
      "SELECT id, c, d, e FROM people ORDER BY id",
      "INSERT INTO people (name) VALUES ('Gil')",
    ],
    "dropped columns": people + [
      "CREATE INDEX people_age ON people (age)",
      "ALTER TABLE people ADD CONSTRAINT grown CHECK (age > 0)",
      "ALTER TABLE people DROP COLUMN age",
      "SELECT * FROM people ORDER BY id",
      "ALTER TABLE people DROP COLUMN city, ADD COLUMN city int, DROP COLUMN name",
      "ALTER TABLE people DROP COLUMN nothing",
      "ALTER TABLE people DROP COLUMN IF EXISTS nothing",
      "ALTER TABLE people ADD COLUMN zip int DEFAULT 3; ALTER TABLE people DROP COLUMN city",
      "SELECT * FROM people ORDER BY id",
      "ALTER TABLE people DROP COLUMN id",
      "SELECT * FROM people",
    ],
    "not null": people + [
      "ALTER TABLE people ALTER COLUMN age SET NOT NULL",
      "UPDATE people SET age = 1 WHERE age IS NULL; ALTER TABLE people ALTER COLUMN age SET NOT NULL",
      "INSERT INTO people (name) VALUES ('Di')",
      "ALTER TABLE people ALTER COLUMN age DROP NOT NULL",
      "INSERT INTO people (name) VALUES ('Di')",
      "ALTER TABLE people ALTER COLUMN id DROP NOT NULL",
      "SELECT name, age, city FROM people ORDER BY id",
    ],
    "types": [
      "CREATE TABLE t (a text, b integer, c text DEFAULT '5', d varchar(9), e text)",
      "INSERT INTO t VALUES ('1', 1, '2', 'abc', '{\"k\": 1}'), ('-20', 0, '30', 'de', NULL), (NULL, NULL, NULL, NULL, '[]')",
      "ALTER TABLE t ALTER COLUMN a TYPE integer",
      "ALTER TABLE t ALTER COLUMN a TYPE integer USING a::integer",
      "ALTER TABLE t ALTER COLUMN b TYPE text, ALTER COLUMN d TYPE text",
      "ALTER TABLE t ALTER COLUMN b TYPE boolean USING b <> '0'",
      "ALTER TABLE t ALTER COLUMN c TYPE integer USING c::integer",
      "ALTER TABLE t ALTER COLUMN c DROP DEFAULT, ALTER COLUMN c TYPE integer USING c::integer, ALTER COLUMN c SET DEFAULT 7",
      "ALTER TABLE t ALTER COLUMN e TYPE jsonb USING e::jsonb",
      "ALTER TABLE t ALTER COLUMN d TYPE varchar(2)",
      "ALTER TABLE t ALTER COLUMN d TYPE varchar(2) USING left(d, 2)",
      "ALTER TABLE t ALTER COLUMN a TYPE bigint, ALTER COLUMN a SET DEFAULT 3",
      "INSERT INTO t (b) VALUES (true)",
      "SELECT * FROM t ORDER BY a",
      "ALTER TABLE t ALTER COLUMN a TYPE text USING 'n' || a",
      "SELECT a, pg_typeof(a)::text FROM t ORDER BY a",
      "ALTER TABLE t ALTER COLUMN nothing TYPE text",
      "ALTER TABLE t ALTER COLUMN a TYPE nothing",
    ],
    "types under indexes and keys": [
      "CREATE TABLE p (id integer PRIMARY KEY, code text UNIQUE)",
      "CREATE TABLE c (id integer PRIMARY KEY, p integer REFERENCES p ON DELETE CASCADE, code text REFERENCES p (code))",
      "INSERT INTO p VALUES (1, 'a'), (2, 'b'), (-2, 'c')",
      "INSERT INTO c VALUES (1, 1, 'a'), (2, 2, NULL)",
      "ALTER TABLE p ALTER COLUMN id TYPE bigint",
      "ALTER TABLE p ALTER COLUMN code TYPE integer USING 1",
      "ALTER TABLE p ALTER COLUMN id TYPE text",
      "ALTER TABLE c ALTER COLUMN p TYPE bigint",
      "CREATE TABLE u (n integer UNIQUE)",
      "INSERT INTO u VALUES (1), (-1), (2)",
      "ALTER TABLE u ALTER COLUMN n TYPE integer USING -n",
      "ALTER TABLE u ALTER COLUMN n TYPE integer USING abs(n)",
      "SELECT n FROM u ORDER BY n",
      "DELETE FROM p WHERE id = 2",
      "SELECT * FROM c ORDER BY id",
    ],
    "primary keys": [
      "CREATE TABLE t (a integer, b text)",
      "INSERT INTO t VALUES (1, 'x'), (2, 'x'), (3, NULL)",
      "ALTER TABLE t ADD PRIMARY KEY (b)",
      "UPDATE t SET b = 'y' WHERE b IS NULL",
      "ALTER TABLE t ADD PRIMARY KEY (b)",
      "ALTER TABLE t ADD PRIMARY KEY (a)",
      "ALTER TABLE t ADD PRIMARY KEY (a)",
      "INSERT INTO t VALUES (1, 'z')",
      "INSERT INTO t VALUES (NULL, 'z')",
      "ALTER TABLE t DROP CONSTRAINT t_pkey",
      "INSERT INTO t VALUES (1, 'z')",
      "ALTER TABLE t DROP CONSTRAINT IF EXISTS t_pkey, ADD COLUMN id serial PRIMARY KEY",
      "INSERT INTO t (a, b) VALUES (9, 'nine')",
      "SELECT * FROM t ORDER BY id",
      "ALTER TABLE t DROP COLUMN id",
      "SELECT * FROM t ORDER BY a, b",
      "ALTER TABLE t ADD CONSTRAINT both_key PRIMARY KEY (a, b)",
      "ALTER TABLE t RENAME CONSTRAINT both_key TO pair",
      "ALTER TABLE t DROP CONSTRAINT both_key",
      "ALTER TABLE t DROP CONSTRAINT pair",
    ],
    "a key that others refer to": [
      "CREATE TABLE p (id integer PRIMARY KEY, code text NOT NULL)",
      "CREATE TABLE c (p integer REFERENCES p ON DELETE CASCADE, n integer)",
      "INSERT INTO p VALUES (1, 'a'), (2, 'b')",
      "INSERT INTO c VALUES (1, 10), (2, 20)",
      "ALTER TABLE p DROP CONSTRAINT p_pkey",
      "ALTER TABLE p DROP CONSTRAINT p_pkey CASCADE",
      "ALTER TABLE p ADD PRIMARY KEY (code)",
      "ALTER TABLE p ADD CONSTRAINT p_id UNIQUE (id)",
      "ALTER TABLE c ADD FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE",
      "ALTER TABLE p DROP COLUMN code, ADD COLUMN a int DEFAULT 1, ADD COLUMN b int DEFAULT 2",
      "SELECT * FROM c ORDER BY n",
      "DELETE FROM p WHERE id = 1",
      "SELECT * FROM c ORDER BY n",
      "SELECT * FROM p ORDER BY id",
    ],
    "keys from indexes": [
      "CREATE TABLE t (a integer NOT NULL, b integer, c integer)",
      "INSERT INTO t VALUES (1, 2, 3), (2, 3, NULL)",
      "CREATE UNIQUE INDEX t_a ON t (a)", "CREATE UNIQUE INDEX t_b ON t (b DESC)",
      "CREATE INDEX t_c ON t (c)",
      "CREATE UNIQUE INDEX t_bc ON t (b, c)", "CREATE UNIQUE INDEX t_e ON t ((a + 1))",
      "CREATE UNIQUE INDEX t_w ON t (a) WHERE a > 1",
      "ALTER TABLE t ADD PRIMARY KEY USING INDEX t_c",
      "ALTER TABLE t ADD PRIMARY KEY USING INDEX t_b",
      "ALTER TABLE t ADD PRIMARY KEY USING INDEX t_e",
      "ALTER TABLE t ADD PRIMARY KEY USING INDEX t_w",
      "ALTER TABLE t ADD PRIMARY KEY USING INDEX nothing",
      "ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_a",
      "ALTER TABLE t ADD CONSTRAINT t_a_again UNIQUE USING INDEX t_pkey",
      "ALTER TABLE t ADD UNIQUE USING INDEX t_bc",
      "INSERT INTO t VALUES (1, 5, 5)",
      "INSERT INTO t VALUES (5, 2, 3)",
      "INSERT INTO t VALUES (5, 3, NULL)",
      "DROP INDEX t_bc",
      "ALTER TABLE t DROP CONSTRAINT t_bc",
      "INSERT INTO t VALUES (6, 2, 3)",
    ],
    "nulls not distinct": [
      "CREATE TABLE t (a integer, b integer, UNIQUE NULLS NOT DISTINCT (a, b))",
      "INSERT INTO t VALUES (1, NULL), (NULL, 1), (0, 1)", "INSERT INTO t VALUES (1, NULL)",
      "INSERT INTO t VALUES (NULL, NULL)", "INSERT INTO t VALUES (NULL, NULL)",
      "INSERT INTO t VALUES (0, NULL)",
      "CREATE TABLE u (a integer, b integer)", "INSERT INTO u VALUES (NULL, 1), (NULL, 2)",
      "CREATE UNIQUE INDEX u_a ON u (a) NULLS NOT DISTINCT",
      "CREATE UNIQUE INDEX u_a ON u (a) NULLS NOT DISTINCT WHERE b < 2",
      "INSERT INTO u VALUES (NULL, 0)", "INSERT INTO u VALUES (NULL, 3)", "SELECT * FROM u ORDER BY b",
    ],
    "constraints on rows": people + [
      "ALTER TABLE people ADD CONSTRAINT adult CHECK (age >= 18)",
      "ALTER TABLE people ADD CONSTRAINT adult CHECK (age >= 18) NOT VALID",
      "INSERT INTO people (name, age) VALUES ('Di', 5)",
      "ALTER TABLE people VALIDATE CONSTRAINT adult",
      "DELETE FROM people WHERE age < 18", "ALTER TABLE people VALIDATE CONSTRAINT adult",
      "ALTER TABLE people ADD UNIQUE (city)", "ALTER TABLE people ADD UNIQUE (name)",
      "ALTER TABLE people ADD CONSTRAINT people_name_key UNIQUE (name)",
      "CREATE UNIQUE INDEX ON people (lower(city))",
      "ALTER TABLE people ADD FOREIGN KEY (age) REFERENCES people (id)",
      "ALTER TABLE people ALTER CONSTRAINT adult DEFERRABLE",
      "ALTER TABLE people ADD boss int REFERENCES people, ALTER CONSTRAINT people_boss_fkey INITIALLY DEFERRED",
      "ALTER TABLE people DROP CONSTRAINT nothing", "ALTER TABLE people DROP CONSTRAINT IF EXISTS nothing",
      "ALTER TABLE people DROP CONSTRAINT adult", "INSERT INTO people (name, age) VALUES ('Di', 5)",
      "SELECT name, age, city FROM people ORDER BY id",
    ],
    "many at once": people + [
      """
      ALTER TABLE people ADD COLUMN a int;
      ALTER TABLE people ADD COLUMN b int NOT NULL DEFAULT 4;
      ALTER TABLE people ALTER COLUMN age TYPE text;
      ALTER TABLE people DROP COLUMN city;
      ALTER TABLE people RENAME COLUMN name TO title;
      ALTER TABLE people ADD CONSTRAINT titled CHECK (length(title) > 1);
      ALTER TABLE people ALTER COLUMN a SET DEFAULT 9;
      ALTER TABLE people RENAME TO persons;
      CREATE INDEX ON persons (title);
      ALTER TABLE persons ADD UNIQUE (title)
      """,
      "INSERT INTO persons (title) VALUES ('Di')", "SELECT * FROM persons ORDER BY id",
      "INSERT INTO persons (title) VALUES ('E')", "INSERT INTO persons (title) VALUES ('Ann')",
      "ALTER TABLE persons RENAME TO people; CREATE TABLE persons (id int); INSERT INTO persons VALUES (1)",
      "DROP TABLE persons; ALTER TABLE people RENAME TO persons; ALTER TABLE persons RENAME age TO b2",
      "ALTER TABLE persons RENAME b TO c; ALTER TABLE persons RENAME b2 TO b; ALTER TABLE persons DROP c",
      "SELECT * FROM persons ORDER BY id",
      "ALTER TABLE persons ADD x int DEFAULT 1, ADD y int DEFAULT 2; ALTER TABLE persons ALTER x TYPE text USING x + y",
      "SELECT x, y FROM persons ORDER BY id",
    ],
    "generated columns": [
      "CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED)",
      "INSERT INTO t VALUES (1), (2)",
      "ALTER TABLE t ALTER COLUMN a TYPE bigint", "ALTER TABLE t ALTER COLUMN a DROP EXPRESSION",
      "ALTER TABLE t ALTER COLUMN b TYPE bigint", "ALTER TABLE t DROP COLUMN a",
      "ALTER TABLE t ALTER COLUMN b DROP EXPRESSION", "INSERT INTO t VALUES (3, 3)",
      "ALTER TABLE t ADD c text GENERATED ALWAYS AS (a || '!') STORED",
      "ALTER TABLE t ADD c text GENERATED ALWAYS AS (coalesce(b, 0) + a) STORED",
      "ALTER TABLE t ADD c integer GENERATED ALWAYS AS (coalesce(b, 0) + a) STORED NOT NULL UNIQUE",
      "ALTER TABLE t DROP COLUMN b CASCADE", "SELECT * FROM t ORDER BY a",
    ],
  ]
}
