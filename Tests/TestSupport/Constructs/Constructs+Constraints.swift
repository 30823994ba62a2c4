extension ConstructGroup {
  static let constraints = ConstructGroup(
    "Constraints",
    [
      Construct("`NOT NULL`", "CREATE TABLE t (a integer NOT NULL)", then: ["INSERT INTO t VALUES (NULL)"]),
      Construct("`NULL`", "CREATE TABLE t (a integer NULL)", then: ["INSERT INTO t VALUES (NULL)"]),
      Construct(
        "`PRIMARY KEY` of a column", "CREATE TABLE t (id integer PRIMARY KEY)", .exact,
        "takes no NULL, and does not count by itself",
        then: ["INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (NULL)"]),
      Construct(
        "`PRIMARY KEY` of several", "CREATE TABLE t (a integer, b integer, PRIMARY KEY (a, b))",
        then: [
          "INSERT INTO t VALUES (1, 1)", "INSERT INTO t VALUES (1, 1)", "INSERT INTO t VALUES (1, NULL)",
        ]),
      Construct(
        "`UNIQUE` of a column", "CREATE TABLE t (a text UNIQUE)", .exact, "a named unique index",
        then: [
          "INSERT INTO t VALUES ('x')", "INSERT INTO t VALUES ('x')", "INSERT INTO t VALUES (NULL), (NULL)",
        ]),
      Construct(
        "`UNIQUE` of several", "CREATE TABLE t (a integer, b integer, UNIQUE (a, b))", .exact,
        "a named unique index", then: ["INSERT INTO t VALUES (1, 1)", "INSERT INTO t VALUES (1, 1)"]),
      Construct(
        "`UNIQUE NULLS NOT DISTINCT`", "CREATE TABLE t (a integer, UNIQUE NULLS NOT DISTINCT (a))",
        .exact),
      Construct("`INCLUDE` of a key", "CREATE TABLE t (a integer, b integer, UNIQUE (a) INCLUDE (b))"),
      Construct(
        "`CHECK` of a column", "CREATE TABLE t (a integer CHECK (a > 0))",
        then: ["INSERT INTO t VALUES (0)", "INSERT INTO t VALUES (NULL)"]),
      Construct(
        "`CHECK` of a table", "CREATE TABLE t (a integer, b integer, CONSTRAINT ordered CHECK (a < b))",
        then: ["INSERT INTO t VALUES (2, 1)", "INSERT INTO t VALUES (1, 2)"]),
      Construct(
        "`CHECK` that asks other tables", "CREATE TABLE t (a integer CHECK (is_known(a)))", .exact,
        "a trigger asks it once the row is written",
        after: [
          "CREATE TABLE k (a integer)", "INSERT INTO k VALUES (1)",
          "CREATE FUNCTION is_known(n integer) RETURNS boolean LANGUAGE sql AS 'SELECT EXISTS (SELECT 1 FROM k WHERE a = n)'",
        ],
        then: [
          "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)", "UPDATE t SET a = 3",
          "INSERT INTO t VALUES (NULL)",
          "SELECT * FROM t",
        ]),
      Construct(
        "`CHECK` that goes by the time", "CREATE TABLE t (a timestamptz CHECK (a > now()))", .exact,
        "a trigger asks it once the row is written",
        then: [
          "INSERT INTO t VALUES ('2001-01-01')", "INSERT INTO t VALUES ('2999-01-01')", "SELECT * FROM t",
        ]),
      Construct("`CHECK … NO INHERIT`", "CREATE TABLE t (a integer CHECK (a > 0) NO INHERIT)"),
      Construct(
        "`REFERENCES`", "CREATE TABLE c (id integer PRIMARY KEY, p integer REFERENCES p )",
        after: ["CREATE TABLE p (id integer PRIMARY KEY)", "INSERT INTO p VALUES (1), (2)"],
        then: [
          "INSERT INTO c VALUES (1, 1)", "INSERT INTO c VALUES (2, 9)", "DELETE FROM p WHERE id = 1",
          "SELECT * FROM c",
        ]),
      Construct(
        "`ON DELETE CASCADE`",
        "CREATE TABLE c (id integer PRIMARY KEY, p integer REFERENCES p ON DELETE CASCADE)",
        after: ["CREATE TABLE p (id integer PRIMARY KEY)", "INSERT INTO p VALUES (1), (2)"],
        then: [
          "INSERT INTO c VALUES (1, 1)", "INSERT INTO c VALUES (2, 9)", "DELETE FROM p WHERE id = 1",
          "SELECT * FROM c",
        ]),
      Construct(
        "`ON DELETE SET NULL`",
        "CREATE TABLE c (id integer PRIMARY KEY, p integer REFERENCES p ON DELETE SET NULL)",
        after: ["CREATE TABLE p (id integer PRIMARY KEY)", "INSERT INTO p VALUES (1), (2)"],
        then: [
          "INSERT INTO c VALUES (1, 1)", "INSERT INTO c VALUES (2, 9)", "DELETE FROM p WHERE id = 1",
          "SELECT * FROM c",
        ]),
      Construct(
        "`ON DELETE RESTRICT`",
        "CREATE TABLE c (id integer PRIMARY KEY, p integer REFERENCES p ON DELETE RESTRICT)",
        after: ["CREATE TABLE p (id integer PRIMARY KEY)", "INSERT INTO p VALUES (1), (2)"],
        then: [
          "INSERT INTO c VALUES (1, 1)", "INSERT INTO c VALUES (2, 9)", "DELETE FROM p WHERE id = 1",
          "SELECT * FROM c",
        ]),
      Construct(
        "`ON UPDATE CASCADE`",
        "CREATE TABLE c (id integer PRIMARY KEY, p integer REFERENCES p ON UPDATE CASCADE)",
        after: ["CREATE TABLE p (id integer PRIMARY KEY)", "INSERT INTO p VALUES (1), (2)"],
        then: [
          "INSERT INTO c VALUES (1, 1)", "INSERT INTO c VALUES (2, 9)", "UPDATE p SET id = 7 WHERE id = 1",
          "SELECT * FROM c",
        ]),
      Construct(
        "`ON UPDATE RESTRICT`",
        "CREATE TABLE c (id integer PRIMARY KEY, p integer REFERENCES p ON UPDATE RESTRICT)",
        after: ["CREATE TABLE p (id integer PRIMARY KEY)", "INSERT INTO p VALUES (1), (2)"],
        then: [
          "INSERT INTO c VALUES (1, 1)", "INSERT INTO c VALUES (2, 9)", "UPDATE p SET id = 7 WHERE id = 1",
          "SELECT * FROM c",
        ]),
      Construct(
        "`ON UPDATE SET NULL`",
        "CREATE TABLE c (id integer PRIMARY KEY, p integer REFERENCES p ON UPDATE SET NULL)",
        after: ["CREATE TABLE p (id integer PRIMARY KEY)", "INSERT INTO p VALUES (1), (2)"],
        then: [
          "INSERT INTO c VALUES (1, 1)", "INSERT INTO c VALUES (2, 9)", "UPDATE p SET id = 7 WHERE id = 1",
          "SELECT * FROM c",
        ]),
      Construct(
        "`ON DELETE SET NULL (…)`",
        "CREATE TABLE c (a integer, b integer, FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE SET NULL (b))",
        .exact, "a trigger of the parent",
        after: ["CREATE TABLE p (a integer, b integer, PRIMARY KEY (a, b))"],
        then: [
          "INSERT INTO p VALUES (1, 2)", "INSERT INTO c VALUES (1, 2)", "DELETE FROM p", "SELECT * FROM c",
        ]),
      Construct(
        "`DEFERRABLE`", "CREATE TABLE c (p integer REFERENCES p DEFERRABLE INITIALLY DEFERRED)",
        after: ["CREATE TABLE p (id integer PRIMARY KEY)"]),
      Construct(
        "`MATCH FULL`", "CREATE TABLE c (a integer, b integer, FOREIGN KEY (a, b) REFERENCES p MATCH FULL)",
        .exact, "an additional check, whose error is that of a check",
        after: ["CREATE TABLE p (a integer, b integer, PRIMARY KEY (a, b))"],
        then: ["INSERT INTO c VALUES (NULL, NULL)"]),
      Construct(
        "a deferrable key", "CREATE TABLE t (a integer UNIQUE DEFERRABLE)",
        .approximate("deferrable keys are checked at once, row by row")),
      Construct(
        "`EXCLUDE`", "CREATE TABLE t (a int4range, EXCLUDE USING gist (a WITH &&))",
        .approximate("remembered, not enforced")),
    ])
}
