import Migrations
import SQLiteBinding
import Testing

/// A table with everything that a rebuild can lose, made by another program, under every kind of alteration.
@Suite struct TortureTests {
  static let schema = """
    CREATE TABLE log(msg TEXT);
    CREATE TABLE parent(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL COLLATE NOCASE,
      email TEXT UNIQUE ON CONFLICT IGNORE,
      score INTEGER DEFAULT (abs(-3)) CHECK(score >= 0),
      fullname TEXT GENERATED ALWAYS AS (name || '!') VIRTUAL,
      boss INTEGER REFERENCES parent(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
      extra TEXT -- free, text
    ) STRICT;
    CREATE TABLE child(id INTEGER PRIMARY KEY, pid INTEGER NOT NULL REFERENCES parent(id) ON DELETE CASCADE);
    CREATE TABLE child2(id INTEGER PRIMARY KEY, pid INTEGER REFERENCES parent(id) ON DELETE SET NULL);
    CREATE INDEX p_partial ON parent(name) WHERE score > 1;
    CREATE INDEX p_expr ON parent(lower(name));
    CREATE INDEX p_desc ON parent(score DESC, name COLLATE BINARY);
    CREATE TRIGGER p_ai AFTER INSERT ON parent BEGIN INSERT INTO log VALUES('ins '||new.id); END;
    CREATE TRIGGER c_ai AFTER INSERT ON child BEGIN UPDATE parent SET score=score+1 WHERE id=new.pid; END;
    CREATE VIEW v AS SELECT id,name FROM parent;
    INSERT INTO parent(id,name,email,extra) VALUES(1,'Ann','a@x','e1'),(2,'bob','b@x','e2'),(10,'tmp','t@x','e3');
    DELETE FROM parent WHERE id=10;
    INSERT INTO child VALUES(1,1),(2,2);
    INSERT INTO child2 VALUES(1,1),(2,2);
    DELETE FROM log;
    CREATE TEMP TABLE seen(n);
    CREATE TEMP VIEW tv AS SELECT count(*) AS n FROM main.parent;
    CREATE TEMP TRIGGER tt AFTER INSERT ON main.parent BEGIN INSERT INTO seen VALUES (new.id); END;
    ANALYZE;
    """

  static let alterations: [String: String] = [
    "not null with a default":
      "ALTER TABLE parent ALTER COLUMN extra SET DEFAULT '', ALTER COLUMN extra SET NOT NULL",
    "a column": "ALTER TABLE parent ADD COLUMN note text",
    "a column with a default": "ALTER TABLE parent ADD COLUMN n integer NOT NULL DEFAULT 5 CHECK (n > 0)",
    "a column filled row by row": "ALTER TABLE parent ADD COLUMN u uuid NOT NULL DEFAULT gen_random_uuid()",
    "a reference": "ALTER TABLE parent ADD COLUMN other integer REFERENCES parent(id)",
    "a check": "ALTER TABLE parent ADD CONSTRAINT low CHECK (score < 100)",
    "a foreign key": "ALTER TABLE parent ADD CONSTRAINT self FOREIGN KEY (id) REFERENCES parent(id)",
    "a unique constraint": "ALTER TABLE parent ADD CONSTRAINT names UNIQUE (name)",
    "no default": "ALTER TABLE parent ALTER COLUMN extra DROP DEFAULT, ALTER COLUMN boss SET DEFAULT 1",
    "a type": "ALTER TABLE parent ALTER COLUMN extra TYPE integer USING length(extra)",
    "a type under an index": "ALTER TABLE parent ALTER COLUMN score TYPE bigint USING score + 0",
    "a dropped column": "ALTER TABLE parent DROP COLUMN extra",
    "a renamed column": "ALTER TABLE parent RENAME COLUMN extra TO more",
    "a renamed column, then altered":
      "ALTER TABLE parent RENAME COLUMN extra TO more; ALTER TABLE parent ALTER COLUMN more SET DEFAULT '', ALTER COLUMN more SET NOT NULL",
    "a copy": "ALTER TABLE parent DROP COLUMN extra, ALTER COLUMN score TYPE bigint USING score + 0",
    "a copy, with more": """
    ALTER TABLE parent DROP COLUMN extra, ALTER COLUMN score TYPE bigint USING score + 0, ADD COLUMN a text,
      ADD COLUMN b text NOT NULL DEFAULT 'b', ADD CHECK (a <> ''), ADD UNIQUE (b, name)
    """,
    "ten at once": """
    ALTER TABLE parent ADD COLUMN a int; ALTER TABLE parent ADD COLUMN b int DEFAULT 2;
    ALTER TABLE parent ALTER COLUMN a SET DEFAULT 1; ALTER TABLE parent ADD CHECK (b > 1);
    ALTER TABLE parent ALTER COLUMN b SET NOT NULL; ALTER TABLE parent ALTER COLUMN extra TYPE varchar(9);
    ALTER TABLE parent ADD FOREIGN KEY (a) REFERENCES child(id); ALTER TABLE parent ALTER COLUMN b DROP DEFAULT;
    ALTER TABLE parent ALTER COLUMN b SET DEFAULT 3; ALTER TABLE parent ALTER COLUMN extra SET DEFAULT 'x';
    """,
  ]

  @Test(arguments: alterations.keys.sorted()) func `everything is kept`(_ name: String) throws {
    let connection = try Connection.inMemory()
    try connection.setConfig(.enableForeignKeys, true)
    try connection.execute(Self.schema)
    let sql = try #require(Self.alterations[name])
    try quiet([step(1, sql)]).run(on: connection)
    func value(_ query: String) throws -> Value? { try connection.value(query) }
    func text(_ name: String) throws -> String {
      try value("SELECT sql FROM sqlite_schema WHERE name = '\(name)'")?.string ?? ""
    }
    #expect(
      try value("SELECT group_concat(id || name || email || score) FROM parent")?.string
        == "1Anna@x4,2bobb@x4")
    #expect(try value("SELECT count(*) FROM child JOIN parent ON pid = parent.id") == 2)
    #expect(try value("SELECT count(pid) FROM child2") == 2)
    #expect(try value("SELECT seq FROM sqlite_sequence WHERE name = 'parent'") == 10)
    #expect(try value("SELECT group_concat(fullname) FROM parent")?.string == "Ann!,bob!")
    let parent = try text("parent")
    for piece in [
      "AUTOINCREMENT", ") STRICT", "CHECK(score >= 0)", "DEFAULT (abs(-3))", "VIRTUAL", "COLLATE NOCASE",
      "ON CONFLICT IGNORE", "ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED",
    ] {
      #expect(parent.contains(piece), "\(piece) in \(parent)")
    }
    #expect(try text("p_partial").contains("WHERE score > 1"))
    #expect(try text("p_expr").contains("lower(name)"))
    #expect(try text("p_desc").contains("score DESC, name COLLATE BINARY"))
    #expect(try text("p_ai").contains("'ins '"))
    #expect(try value("SELECT count(*) FROM log") == 0)
    #expect(try value("SELECT count(*) FROM v") == 2)
    #expect(try value("SELECT n FROM tv") == 2)
    #expect(try value("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'parent'") == 4)
    try connection.run("INSERT INTO child VALUES(3,1)")
    #expect(try value("SELECT score FROM parent WHERE id = 1") == 5)
    #expect(try text("child").contains("REFERENCES parent(id) ON DELETE CASCADE"))
    #expect(try connection.query("PRAGMA foreign_key_check").isEmpty)
    #expect(try value("PRAGMA integrity_check")?.string == "ok")
    // And it lives on.
    try connection.run("INSERT INTO parent(name,email) VALUES('new','n@x')")
    #expect(try value("SELECT max(id) FROM parent") == 11)
    #expect(try value("SELECT count(*) FROM log") == 1)
    #expect(try value("SELECT n FROM seen") == 11)
    try connection.run("DELETE FROM parent WHERE id = 2")
    #expect(try value("SELECT count(*) FROM child") == 2)
    #expect(try value("SELECT count(pid) FROM child2") == 1)
    #expect(try connection.config(.enableForeignKeys))
  }

  @Test func `a comment and every other byte stay`() throws {
    let connection = try Connection.inMemory()
    try connection.execute(
      "CREATE TABLE [odd one] (\n\ta  INT PRIMARY KEY /* first */,\n  `b,c` TEXT DEFAULT 'x)' -- second, )\n\t, UNIQUE(a)\n) WITHOUT ROWID"
    )
    let alter = #"""
      ALTER TABLE "odd one" ADD CONSTRAINT positive CHECK (a > 0);
      ALTER TABLE "odd one" ALTER COLUMN "b,c" SET NOT NULL;
      """#
    try quiet([step(1, alter)]).run(on: connection)
    let stored = try connection.value("SELECT sql FROM sqlite_schema WHERE name = 'odd one'")?.string
    #expect(
      stored
        == "CREATE TABLE [odd one] (\n\ta  INT PRIMARY KEY /* first */,\n  `b,c` TEXT DEFAULT 'x)' NOT NULL -- second, )\n\t, UNIQUE(a)\n,"
        + "\n  CONSTRAINT \"positive\" CHECK (\"a\" > 0)) WITHOUT ROWID")
  }
}
