CREATE TABLE jobs (id serial PRIMARY KEY, parent integer, name text NOT NULL, state text NOT NULL DEFAULT 'new');
CREATE TABLE parents (id integer PRIMARY KEY, name text, children text, n integer);
CREATE TABLE archive (name text, state text);
INSERT INTO jobs (parent, name) VALUES (9, 'old'), (8, 'older');
CREATE FUNCTION spread() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  names text;
  counted integer;
BEGIN
  WITH made AS (
    INSERT INTO jobs (parent, name) SELECT NEW.id, NEW.name || ' ' || word FROM unnest(ARRAY['a', 'b']) AS word
    RETURNING *
  )
  SELECT string_agg(m.name, ','), count(*) INTO names, counted FROM made m;
  NEW.children := names;
  NEW.n := counted;
  WITH started AS (UPDATE jobs SET state = 'started' WHERE parent = 9 AND state = 'new' RETURNING name, state)
  INSERT INTO archive SELECT name, state FROM started;
  WITH gone AS (DELETE FROM jobs WHERE parent = 8 RETURNING name)
  INSERT INTO archive (name) SELECT upper(name) FROM gone;
  RETURN NEW;
END $$;
CREATE TRIGGER spread BEFORE INSERT ON parents FOR EACH ROW EXECUTE FUNCTION spread();
-- With another table beside the one that is written.
CREATE TABLE boxes (id integer PRIMARY KEY, n integer NOT NULL DEFAULT 0, most integer NOT NULL);
CREATE TABLE things (id integer PRIMARY KEY, box integer REFERENCES boxes (id), size integer);
INSERT INTO boxes (id, most) VALUES (1, 2), (2, 5);
CREATE FUNCTION fill_box() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  filled integer;
BEGIN
  WITH sizes AS (SELECT NEW.box AS box, NEW.size AS n),
  filled AS (
    UPDATE boxes b SET n = b.n + c.n FROM sizes c WHERE b.id = c.box AND b.n + c.n <= b.most RETURNING b.id, b.n
  )
  SELECT max(n) INTO filled FROM filled;
  IF filled IS NULL THEN
    RAISE EXCEPTION 'full' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER fill_box AFTER INSERT ON things FOR EACH ROW EXECUTE FUNCTION fill_box();
-- then
INSERT INTO things VALUES (1, 1, 1), (2, 2, 4)
INSERT INTO things VALUES (3, 1, 1), (4, 2, 2)
INSERT INTO things VALUES (5, 1, 1)
INSERT INTO things VALUES (6, 1, 1)
SELECT * FROM boxes ORDER BY id
SELECT * FROM things ORDER BY id
INSERT INTO parents (id, name) VALUES (1, 'x')
INSERT INTO parents (id, name) VALUES (2, 'y')
SELECT * FROM parents ORDER BY id
SELECT parent, name, state FROM jobs ORDER BY parent, name
SELECT * FROM archive ORDER BY name
