CREATE TABLE people (id int PRIMARY KEY, first text, last text);
CREATE TABLE extra (person int, note text);
CREATE VIEW v AS SELECT p.id, p.first || ' ' || p.last AS name, e.note FROM people p LEFT JOIN extra e ON e.person = p.id;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO people VALUES (NEW.id, split_part(NEW.name, ' ', 1), split_part(NEW.name, ' ', 2));
    IF NEW.note IS NOT NULL THEN INSERT INTO extra VALUES (NEW.id, NEW.note); END IF;
    RETURN NEW;
  ELSIF TG_OP = 'UPDATE' THEN
    UPDATE extra SET note = NEW.note WHERE person = OLD.id;
    IF NOT FOUND THEN INSERT INTO extra VALUES (OLD.id, NEW.note); END IF;
    RETURN NEW;
  END IF;
  DELETE FROM extra WHERE person = OLD.id;
  DELETE FROM people WHERE id = OLD.id;
  RETURN OLD;
END $$;
CREATE TRIGGER t INSTEAD OF INSERT OR UPDATE OR DELETE ON v FOR EACH ROW EXECUTE FUNCTION f();
INSERT INTO v VALUES (1, 'Ann Lee', NULL), (2, 'Bob Ray', 'x');
ALTER TABLE people ADD COLUMN age int;
-- then
INSERT INTO v VALUES (3, 'Cy Fox', 'y');
UPDATE v SET note = 'n' WHERE id < 3;
DELETE FROM v WHERE id = 2;
SELECT * FROM v ORDER BY id;
SELECT * FROM extra ORDER BY 1;
