CREATE TABLE parents (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, updated_at timestamptz DEFAULT '2000-01-01');
CREATE TABLE kids (id serial PRIMARY KEY, pid uuid, name text, pos int, n serial);
CREATE TABLE log (k text, v text);
CREATE FUNCTION pos() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE m int;
BEGIN
  SELECT max(pos) INTO m FROM kids WHERE pid IS NOT DISTINCT FROM NEW.pid;
  NEW.pos := coalesce(m, 0) + 1;
  IF EXISTS (SELECT 1 FROM kids WHERE name = NEW.name) THEN
    RAISE EXCEPTION 'name taken' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old_row jsonb := NULL;
  parent parents%ROWTYPE;
  cnt int;
BEGIN
  IF TG_OP <> 'INSERT' THEN old_row := to_jsonb(OLD); END IF;
  SELECT * INTO parent FROM parents WHERE id = NEW.pid;
  IF FOUND THEN
    INSERT INTO log VALUES ('parent', parent.name);
  ELSE
    INSERT INTO log VALUES ('no parent', TG_TABLE_NAME || ' ' || TG_ARGV[0]);
  END IF;
  INSERT INTO log SELECT 'old', old_row->>'name';
  GET DIAGNOSTICS cnt = ROW_COUNT;
  INSERT INTO log VALUES ('count', cnt::text);
  CASE TG_OP WHEN 'INSERT', 'UPDATE' THEN
    INSERT INTO log VALUES (TG_OP, NEW.id::text || '/' || NEW.n || '/' || NEW.pos);
  ELSE NULL;
  END CASE;
  RETURN NULL;
END $$;
CREATE TRIGGER a_pos BEFORE INSERT ON kids FOR EACH ROW EXECUTE FUNCTION pos();
CREATE TRIGGER b_audit AFTER INSERT OR UPDATE OR DELETE ON kids FOR EACH ROW EXECUTE FUNCTION audit('arg');
INSERT INTO parents (id, name) VALUES ('00000000-0000-0000-0000-000000000001', 'P');
-- then
INSERT INTO kids (pid, name) VALUES ('00000000-0000-0000-0000-000000000001', 'a'), ('00000000-0000-0000-0000-000000000001', 'b'), (NULL, 'c');
SELECT id, name, pos, n FROM kids ORDER BY id;
INSERT INTO kids (name) VALUES ('a');
UPDATE kids SET name = name || '!';
DELETE FROM kids WHERE pos = 2;
SELECT * FROM log WHERE v IS NOT NULL ORDER BY k, v;
