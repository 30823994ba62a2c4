CREATE FUNCTION random_string(int4) RETURNS text AS $$
  SELECT (array_to_string(array(
    SELECT substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ' || 'abcdefghijklmnopqrstuvwxyz' || '0123456789',
      floor(random() * 62)::int4 + 1, 1)
    FROM generate_series(1, $1)), ''));
$$ LANGUAGE SQL;
CREATE FUNCTION generate_unique_changeme() RETURNS text LANGUAGE sql AS $$
  SELECT 'http://changeme.invalid/' || string_agg(substr('abcdefghijklmnopqrstuvwxyz0123456789', ceil(random() * 36)::integer, 1), '')
  FROM generate_series(1, 20)
$$;
CREATE SEQUENCE numbers;
CREATE FUNCTION next_number() RETURNS text LANGUAGE sql AS $$ SELECT 'N-' || lpad(nextval('numbers')::text, 4, '0') $$;
CREATE TABLE settings (name text PRIMARY KEY, value text);
INSERT INTO settings VALUES ('plan', 'free');
CREATE FUNCTION default_plan() RETURNS text LANGUAGE sql STABLE AS $$ SELECT value FROM settings WHERE name = 'plan' $$;
CREATE TABLE tokens (
  id serial PRIMARY KEY,
  owner text,
  token varchar(32) NOT NULL DEFAULT random_string(32) UNIQUE,
  actor varchar(255) NOT NULL DEFAULT generate_unique_changeme(),
  number text NOT NULL DEFAULT next_number() CHECK (number LIKE 'N-%'),
  plan text DEFAULT default_plan() CHECK (length(plan) < 10),
  roll int NOT NULL DEFAULT floor(random() * 6)::int + 1 CHECK (roll BETWEEN 1 AND 6)
);
CREATE TABLE log (what text, new text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log VALUES (TG_OP, NEW.owner || ' ' || NEW.number || ' ' || coalesce(NEW.plan, 'none'));
  RETURN NEW;
END $$;
CREATE TRIGGER noted AFTER INSERT OR UPDATE ON tokens FOR EACH ROW EXECUTE FUNCTION note();
INSERT INTO tokens (owner) VALUES ('early');
INSERT INTO tokens (owner) VALUES ('one'), ('two');
INSERT INTO tokens (owner) SELECT 'many' FROM generate_series(1, 3);
CREATE TABLE people (id int PRIMARY KEY);
INSERT INTO people SELECT g FROM generate_series(1, 20) AS g;
ALTER TABLE people ADD COLUMN actor text NOT NULL DEFAULT generate_unique_changeme();
ALTER TABLE people ADD COLUMN mail text NOT NULL DEFAULT random_string(8) || '@example.com' UNIQUE;
ALTER TABLE people ALTER COLUMN actor SET DEFAULT random_string(10);

-- then
SELECT count(DISTINCT actor), count(DISTINCT mail), min(length(actor)), max(length(mail)) FROM people
INSERT INTO people (id) VALUES (21), (22)
SELECT count(DISTINCT actor), count(DISTINCT mail), min(length(actor)), max(length(mail)) FROM people
SELECT id, owner, length(token), length(actor), number, plan FROM tokens ORDER BY id
SELECT count(DISTINCT token), count(DISTINCT actor), min(roll) > 0, max(roll) < 7 FROM tokens
SELECT what, new FROM log ORDER BY new
INSERT INTO tokens (owner, plan) VALUES ('none', NULL)
INSERT INTO tokens (owner, number) VALUES ('wrong', 'x')
INSERT INTO tokens (owner, number) VALUES ('null', NULL)
INSERT INTO tokens (owner, token) VALUES ('same', 'abc')
INSERT INTO tokens (owner, token) VALUES ('same', 'abc')
UPDATE settings SET value = 'professional'
INSERT INTO tokens (owner) VALUES ('long')
UPDATE settings SET value = 'paid'
INSERT INTO tokens (owner) VALUES ('paid')
INSERT INTO tokens DEFAULT VALUES
UPDATE tokens SET owner = 'first' WHERE id = 1
SELECT owner, plan FROM tokens WHERE owner IS NOT NULL ORDER BY owner
SELECT what, substr(new, 1, 5) FROM log WHERE new IS NOT NULL ORDER BY new
SELECT count(*) FROM tokens WHERE token LIKE '%migrations%' OR actor LIKE '%migrations%' OR roll < 1
