/// A history with every kind of object, for questions about the catalogs.
enum CatalogHistory {
  static let statements = [
    "CREATE SCHEMA shop",
    "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
    "CREATE DOMAIN email AS varchar(200) NOT NULL CHECK (VALUE LIKE '%@%')",
    "CREATE DOMAIN shop.amount AS numeric(10,2) DEFAULT 0 CONSTRAINT positive CHECK (VALUE >= 0)",
    "CREATE TYPE pair AS (a integer, b text)",
    "CREATE SEQUENCE counter START 5 INCREMENT 2",
    """
    CREATE TABLE users (
      id serial PRIMARY KEY, mail email, name varchar(50) NOT NULL DEFAULT 'x', m mood DEFAULT 'ok',
      tags text[] DEFAULT '{}', meta jsonb NOT NULL DEFAULT '{}'::jsonb, score numeric(8,2) CHECK (score >= 0),
      created timestamptz NOT NULL DEFAULT now(), ok boolean DEFAULT true, CONSTRAINT users_name_key UNIQUE (name))
    """,
    """
    CREATE TABLE shop.orders (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id integer NOT NULL REFERENCES users(id) ON DELETE CASCADE,
      total integer NOT NULL, twice integer GENERATED ALWAYS AS (total * 2) STORED, note text, at date,
      price shop.amount, UNIQUE (user_id, at), CONSTRAINT total_ok CHECK (total > 0 AND total < 1000))
    """,
    "CREATE INDEX orders_note_idx ON shop.orders (lower(note)) WHERE note IS NOT NULL",
    "CREATE INDEX orders_at ON shop.orders (at DESC NULLS LAST, total)",
    "CREATE UNIQUE INDEX users_mail ON users (mail) INCLUDE (name)",
    "CREATE VIEW v AS SELECT u.id, u.name FROM users u WHERE u.ok",
    "CREATE MATERIALIZED VIEW mv AS SELECT id FROM users",
    "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.created := now(); RETURN NEW; END $$",
    "CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()",
    "CREATE FUNCTION add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT a + b'",
    "CREATE FUNCTION listing(OUT x integer, OUT y text) RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, ''a''::text'",
    "CREATE FUNCTION tbl(p uuid) RETURNS TABLE(x integer, y text) LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT 1, ''a''::text'",
    "CREATE PROCEDURE clean(n integer) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$",
    "CREATE FUNCTION shop.total(VARIADIC n integer[]) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT 1::bigint $$",
    "CREATE FUNCTION owner_of(u users) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN u.name; END $$",
    "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY own ON users FOR SELECT USING (id > 0)",
    "CREATE POLICY every ON users WITH CHECK (true)",
    "COMMENT ON TABLE users IS 'people'",
    "COMMENT ON COLUMN users.name IS 'called'",
    "COMMENT ON SCHEMA shop IS 'the shop'",
    "CREATE TABLE parted (k integer, d date NOT NULL) PARTITION BY RANGE (d)",
    "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
    """
    CREATE UNLOGGED TABLE u (
      a char(3), b char, c bit(3), d time(2), e interval, f smallint, g real, h double precision, i varchar,
      j uuid UNIQUE, k bytea, l timestamp(3), m int[], n mood[], o pair, p inet, q text COLLATE "C", r numeric,
      s varchar(20)[], t numeric(6))
    """,
    "ALTER TABLE u DROP COLUMN k",
    "CREATE PUBLICATION pub FOR TABLE users", "GRANT SELECT ON users TO PUBLIC",
  ]
}
