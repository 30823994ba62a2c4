CREATE TABLE t (id int PRIMARY KEY, at timestamp, doc jsonb, tags text[], made text, names text, pairs text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  NEW.made := to_char(NEW.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  NEW.names := array_to_string(NEW.tags, ', ');
  SELECT e.key || '=' || e.value INTO NEW.pairs FROM jsonb_each_text(NEW.doc) e WHERE e.value IS NOT NULL AND e.key < 'b';
  IF EXISTS (SELECT 1 FROM jsonb_each(NEW.doc) AS r(k, v) WHERE r.v->>'bad' = 'yes') THEN RAISE EXCEPTION 'bad'; END IF;
  RETURN NEW; END $$;
CREATE TRIGGER f BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
INSERT INTO t VALUES (1, '2024-05-06 07:08:09.123', '{"b": 2, "a": "x", "n": null}', '{p,q}');
INSERT INTO t VALUES (2, NULL, '{"k": {"bad": "no"}}', '{}'), (3, NULL, NULL, NULL);
-- then
SELECT id, made, names, pairs FROM t ORDER BY id;
INSERT INTO t (id, doc) VALUES (4, '{"k": {"bad": "yes"}}');
SELECT count(*) FROM t;
