CREATE TABLE q (name text PRIMARY KEY, n int NOT NULL);
CREATE TABLE jobs (id serial PRIMARY KEY, q text, state text DEFAULT 'new');
CREATE TABLE log (m text, k uuid);
CREATE FUNCTION decr() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE v int; was int; token uuid := gen_random_uuid();
BEGIN
  SELECT n INTO was FROM q WHERE name = OLD.q;
  UPDATE q SET n = q.n - 1 WHERE name = OLD.q RETURNING n INTO v;
  IF v <= 0 THEN DELETE FROM q WHERE name = OLD.q AND n <= 0; END IF;
  INSERT INTO log VALUES ('was ' || was || ' is ' || v, token);
  INSERT INTO log VALUES ('same', token);
  RETURN OLD;
END $$;
CREATE FUNCTION inc() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO q VALUES (NEW.q, 1) ON CONFLICT (name) DO UPDATE SET n = q.n + 1; RETURN NEW; END $$;
CREATE TRIGGER a AFTER INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION inc();
CREATE TRIGGER b AFTER DELETE ON jobs FOR EACH ROW EXECUTE FUNCTION decr();
CREATE TABLE items (id serial PRIMARY KEY, name text);
CREATE TABLE links (item_id int, what text);
CREATE FUNCTION mk() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE new_id int;
BEGIN
  INSERT INTO items (name) VALUES (NEW.q) RETURNING id INTO new_id;
  INSERT INTO links VALUES (new_id, 'a');
  INSERT INTO links VALUES (new_id, 'b');
  RETURN NEW;
END $$;
CREATE TRIGGER c BEFORE UPDATE OF state ON jobs FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION mk();
-- then
INSERT INTO jobs (q) VALUES ('a'), ('a'), ('b');
DELETE FROM jobs WHERE id = 1;
DELETE FROM jobs WHERE id = 3;
SELECT * FROM q ORDER BY 1;
SELECT m, count(DISTINCT k) FROM log GROUP BY m ORDER BY m;
SELECT count(DISTINCT k) FROM log;
UPDATE jobs SET state = 'done';
SELECT * FROM links ORDER BY 1, 2;
SELECT * FROM items;
