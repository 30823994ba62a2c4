CREATE TABLE t (id uuid PRIMARY KEY, n int, code text NOT NULL, created_at timestamptz NOT NULL, CONSTRAINT c CHECK (code <> ''));
CREATE TABLE u (id serial PRIMARY KEY, a int, total int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.id IS NULL THEN NEW.id := gen_random_uuid(); END IF;
  NEW.code := 'C-' || NEW.n;
  NEW.created_at = coalesce(NEW.created_at, now());
  RETURN NEW; END $$;
CREATE TRIGGER f BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  NEW.total := NEW.id * 10 + NEW.a; 
  IF NEW.total > 100 THEN RAISE EXCEPTION 'too much'; END IF;
  RETURN NEW; END $$;
CREATE TRIGGER g BEFORE INSERT ON u FOR EACH ROW EXECUTE FUNCTION g();
-- then
INSERT INTO t (n) VALUES (1), (2);
INSERT INTO t (n) VALUES (NULL);
INSERT INTO t (id, n, code) VALUES ('00000000-0000-4000-8000-000000000009', 3, '');
SELECT n, code, id IS NOT NULL, created_at > '2020-01-01' FROM t ORDER BY n;
SELECT count(DISTINCT id) FROM t;
UPDATE t SET code = '' WHERE n = 1;
UPDATE t SET code = NULL WHERE n = 1;
INSERT INTO u (a) VALUES (1), (2);
INSERT INTO u (a) VALUES (99);
SELECT a, total FROM u ORDER BY id;
