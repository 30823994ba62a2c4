CREATE TABLE tables (id integer PRIMARY KEY, row_count integer NOT NULL DEFAULT 0, most integer NOT NULL);
CREATE TABLE rows (id integer PRIMARY KEY, table_id integer NOT NULL, place integer);
INSERT INTO tables (id, most) VALUES (1, 2), (2, 1);
CREATE FUNCTION count_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  reached integer;
BEGIN
  LOCK TABLE tables IN EXCLUSIVE MODE;
  UPDATE tables SET row_count = row_count + 1 WHERE id = NEW.table_id AND row_count < most
    RETURNING row_count INTO reached;
  IF reached IS NULL THEN
    RAISE EXCEPTION 'table % is full', NEW.table_id;
  END IF;
  UPDATE rows SET place = reached WHERE id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER count_row AFTER INSERT ON rows FOR EACH ROW EXECUTE FUNCTION count_row();
-- By what another table tells, one row and no other.
CREATE TABLE shelves (id integer PRIMARY KEY, kind text, n integer NOT NULL DEFAULT 0, last integer);
CREATE TABLE kinds (kind text, weight integer);
CREATE TABLE books (id integer PRIMARY KEY, kind text, seen integer);
INSERT INTO shelves (id, kind) VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'c');
INSERT INTO kinds VALUES ('a', 10), ('b', 20), ('c', 30);
CREATE FUNCTION put() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own shelves%rowtype;
BEGIN
  WITH weights AS (SELECT kind, sum(weight) AS weight FROM kinds GROUP BY kind)
  UPDATE shelves SET n = shelves.n + w.weight, last = NEW.id FROM weights w
  WHERE shelves.kind = w.kind AND w.kind = NEW.kind RETURNING shelves.* INTO STRICT own;
  NEW.seen := own.n;
  RETURN NEW;
END $$;
CREATE TRIGGER put BEFORE INSERT ON books FOR EACH ROW EXECUTE FUNCTION put();
-- then
INSERT INTO books (id, kind) VALUES (1, 'a'), (2, 'a'), (3, 'b')
INSERT INTO books (id, kind) VALUES (4, 'z')
INSERT INTO books (id, kind) VALUES (5, 'c')
SELECT * FROM books ORDER BY id
SELECT * FROM shelves ORDER BY id
INSERT INTO rows (id, table_id) VALUES (1, 1)
INSERT INTO rows (id, table_id) VALUES (2, 1)
INSERT INTO rows (id, table_id) VALUES (3, 1)
INSERT INTO rows (id, table_id) VALUES (4, 2)
INSERT INTO rows (id, table_id) VALUES (5, 3)
SELECT * FROM rows ORDER BY id
SELECT * FROM tables ORDER BY id
