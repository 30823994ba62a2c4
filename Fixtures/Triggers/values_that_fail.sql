-- Calls functions of this library.
CREATE TABLE readings (
  id integer PRIMARY KEY, raw text, number integer, document jsonb, kind text NOT NULL DEFAULT 'none', day date, note text);

-- A cast by assignment, told apart by its error; a value of several calls, whatever its error.
CREATE FUNCTION read() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found integer;
BEGIN
  IF NEW.raw IS NOT NULL THEN
    BEGIN
      found := NEW.raw;
      NEW.number := found;
    EXCEPTION
      WHEN invalid_text_representation THEN
        NEW.number := -1;
        NEW.note := SQLSTATE;
      WHEN numeric_value_out_of_range OR SQLSTATE '22012' THEN
        NEW.number := -2;
        NEW.note := 'large: ' || SQLERRM;
    END;
    BEGIN
      NEW.document := convert_from(decode(NEW.raw, 'base64'), 'UTF8')::jsonb;
    EXCEPTION WHEN OTHERS THEN
      NEW.document := NULL;
    END;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER read BEFORE INSERT OR UPDATE OF raw ON readings FOR EACH ROW EXECUTE FUNCTION read();

-- A condition that fails, and what stands behind it; a class of errors; a block in a block.
CREATE FUNCTION classify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  BEGIN
    IF NEW.note::date > '2024-06-01' THEN
      NEW.kind := 'late';
    ELSE
      NEW.kind := 'early';
    END IF;
    BEGIN
      NEW.day := NEW.note::date;
    EXCEPTION WHEN division_by_zero THEN
      NEW.kind := 'never';
    END;
  EXCEPTION WHEN data_exception THEN
    NEW.kind := 'no day';
  END;
  RETURN NEW;
END $$;
CREATE TRIGGER second BEFORE INSERT ON readings FOR EACH ROW EXECUTE FUNCTION classify();
-- then
INSERT INTO readings (id, raw) VALUES (1, '12'), (2, 'x'), (3, '99999999999'), (4, NULL), (5, 'eyJhIjogMX0=')
INSERT INTO readings (id, note) VALUES (6, '2024-01-01'), (7, '2024-12-31'), (8, 'soon'), (9, NULL), (10, '2024-02-31')
UPDATE readings SET raw = '7' WHERE id IN (2, 6)
UPDATE readings SET raw = raw || 'z' WHERE id < 3
SELECT id, raw, number, document, kind, day, note FROM readings ORDER BY id
