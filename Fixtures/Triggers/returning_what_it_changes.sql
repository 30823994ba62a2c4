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
-- then
INSERT INTO rows (id, table_id) VALUES (1, 1)
INSERT INTO rows (id, table_id) VALUES (2, 1)
INSERT INTO rows (id, table_id) VALUES (3, 1)
INSERT INTO rows (id, table_id) VALUES (4, 2)
INSERT INTO rows (id, table_id) VALUES (5, 3)
SELECT * FROM rows ORDER BY id
SELECT * FROM tables ORDER BY id
