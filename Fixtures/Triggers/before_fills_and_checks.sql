CREATE TABLE t (id int PRIMARY KEY, title text, slug text NOT NULL UNIQUE, email text CHECK (email = lower(email)), v int NOT NULL DEFAULT 0, total int NOT NULL, a int, b int, updated_at timestamptz NOT NULL DEFAULT '2000-01-01', g int GENERATED ALWAYS AS (a + v) STORED);
CREATE TABLE audit (n serial PRIMARY KEY, op text, slug text, total int, v int, g int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.title = 'forbidden' THEN RAISE EXCEPTION 'title % is forbidden', NEW.title USING ERRCODE = '23514'; END IF;
  IF NEW.slug IS NULL OR NEW.slug = '' THEN NEW.slug := lower(NEW.title); END IF;
  NEW.email = lower(NEW.email);
  NEW.total := coalesce(NEW.a, 0) + coalesce(NEW.b, 0);
  NEW.total := NEW.total * 2;
  IF TG_OP = 'UPDATE' THEN NEW.v := OLD.v + 1; NEW.updated_at := now(); END IF;
  IF NEW.title = 'skip' THEN RETURN NULL; END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION a() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit (op, slug, total, v, g) VALUES (TG_OP, NEW.slug, NEW.total, NEW.v, NEW.g); RETURN NULL;
END $$;
CREATE TRIGGER f BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER z AFTER INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION a();
-- then
INSERT INTO t (id, title, email, a, b) VALUES (1, 'One', 'A@B.c', 1, 2), (2, 'Two', NULL, NULL, 5);
INSERT INTO t (id, title, slug) VALUES (3, 'Three', 'three-slug'), (4, 'skip', 'x'), (5, 'Five', '');
SELECT id, title, slug, email, v, total, a, b, g FROM t ORDER BY id;
INSERT INTO t (id, title) VALUES (6, 'forbidden');
INSERT INTO t (id, title) VALUES (7, NULL);
INSERT INTO t (id, title) VALUES (8, 'one');
UPDATE t SET a = 7 WHERE id < 3;
UPDATE t SET title = 'skip' WHERE id = 3;
UPDATE t SET slug = NULL, title = 'New' WHERE id = 5;
UPDATE t SET slug = NULL, title = NULL WHERE id = 5;
SELECT id, title, slug, email, v, total, a, b, g, updated_at > '2001-01-01' FROM t ORDER BY id;
INSERT INTO t (id, title, a) VALUES (1, 'Up', 3) ON CONFLICT (id) DO UPDATE SET a = 100, title = excluded.title;
SELECT id, title, slug, email, v, total, a, b, g FROM t ORDER BY id;
SELECT op, slug, total, v, g FROM audit ORDER BY n;
