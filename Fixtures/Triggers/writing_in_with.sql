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
-- then
INSERT INTO parents (id, name) VALUES (1, 'x')
INSERT INTO parents (id, name) VALUES (2, 'y')
SELECT * FROM parents ORDER BY id
SELECT parent, name, state FROM jobs ORDER BY parent, name
SELECT * FROM archive ORDER BY name
