CREATE TABLE members (id integer PRIMARY KEY, name text, active boolean NOT NULL DEFAULT true, score integer);
CREATE TABLE totals (kind text PRIMARY KEY, n integer NOT NULL DEFAULT 0);
CREATE TABLE log (id serial PRIMARY KEY, what text);
INSERT INTO totals VALUES ('all', 0), ('woken', 0), ('big', 0);

-- Rows as arguments.
CREATE FUNCTION was_woken(op text, old record, new record) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF op = 'DELETE' THEN RETURN false; END IF;
  IF op = 'INSERT' THEN RETURN new.active; END IF;
  RETURN op = 'UPDATE' AND NOT old.active AND new.active;
END $$;

-- A value by way of queries, conditions and early ends.
CREATE FUNCTION grade(member integer, bonus integer DEFAULT 1) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  own members%ROWTYPE;
  points integer;
BEGIN
  SELECT * INTO own FROM members WHERE id = member;
  IF NOT FOUND THEN RETURN 'nobody'; END IF;
  points := own.score + bonus;
  IF points IS NULL THEN
    RETURN 'unknown';
  ELSIF points > 10 THEN
    points := points * 2;
    RETURN 'big ' || points;
  END IF;
  RETURN 'small ' || points;
END $$;

-- Rows.
CREATE FUNCTION neighbours(member integer) RETURNS TABLE (id integer, label text) LANGUAGE plpgsql AS $$
BEGIN
  IF member % 2 = 0 THEN
    RETURN QUERY SELECT m.id, m.name FROM members m WHERE m.id <> member ORDER BY m.id;
  ELSE
    RETURN QUERY SELECT 0, 'nobody'::text;
    id := -1;
    label := 'next';
    RETURN NEXT;
  END IF;
END $$;

-- What it does, and what it gives.
CREATE FUNCTION count_up(which text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  result integer;
BEGIN
  UPDATE totals SET n = n + 1 WHERE kind = which RETURNING n INTO result;
  RETURN result;
END $$;

CREATE FUNCTION follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own text;
  reached integer;
BEGIN
  IF was_woken(TG_OP, OLD, NEW) THEN
    UPDATE totals SET n = n + 1 WHERE kind = 'woken';
  END IF;
  own := grade(NEW.id);
  reached := count_up('all');
  INSERT INTO log (what) VALUES (own || ' ' || grade(NEW.id, 10) || ' ' || reached);
  INSERT INTO log (what) SELECT n.id || ' ' || n.label FROM neighbours(NEW.id) AS n;
  RETURN NULL;
END $$;
CREATE TRIGGER follow AFTER INSERT OR UPDATE ON members FOR EACH ROW EXECUTE FUNCTION follow();
-- then
INSERT INTO members (id, name, score) VALUES (1, 'one', 3)
INSERT INTO members (id, name, active, score) VALUES (2, 'two', false, 20)
INSERT INTO members (id, name, active, score) VALUES (3, 'three', true, NULL)
UPDATE members SET active = true WHERE id = 2
UPDATE members SET active = false WHERE id = 1
UPDATE members SET active = true, score = 12 WHERE id = 1
SELECT * FROM totals ORDER BY kind
SELECT id, what FROM log ORDER BY id
