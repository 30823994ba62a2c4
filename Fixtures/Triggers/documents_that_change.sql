CREATE TABLE docs (id int PRIMARY KEY, body jsonb, patch jsonb, key text, place int, list jsonb, secret text);
CREATE TABLE history (id int, what text, doc jsonb, value text);
CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO history VALUES (NEW.id, 'merged', NEW.body || NEW.patch, NULL);
  INSERT INTO history VALUES (NEW.id, 'without', NEW.body - NEW.key, NULL);
  INSERT INTO history VALUES (NEW.id, 'without some', NEW.body - ARRAY['a', 'b'], NULL);
  INSERT INTO history VALUES (NEW.id, 'stripped', jsonb_strip_nulls(NEW.body), NULL);
  INSERT INTO history VALUES (NEW.id, 'set', jsonb_set(NEW.body, '{a,x}', to_jsonb(NEW.id)), NULL);
  INSERT INTO history VALUES (NEW.id, 'not made', jsonb_set(NEW.body, ARRAY['zz'], '1', false), NULL);
  INSERT INTO history VALUES (NEW.id, 'member', NEW.body -> NEW.key, NEW.body ->> NEW.key);
  INSERT INTO history VALUES (NEW.id, 'element', NEW.list -> NEW.place, NEW.list ->> NEW.place);
  INSERT INTO history VALUES (NEW.id, 'lists', NEW.list || NEW.patch, NULL);
  INSERT INTO history VALUES (NEW.id, 'row', to_jsonb(NEW) - 'secret' - 'list' - 'body' - 'patch', NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON docs FOR EACH ROW EXECUTE FUNCTION change();
-- then
INSERT INTO docs VALUES (1, '{"a": {"x": null, "y": [null, {"z": null}]}, "b": null, "c": "yes"}', '{"b": 2, "d": "it''s"}', 'c', 1, '[1, "two", null, {"a": false}]', 'x')
INSERT INTO docs VALUES (2, '{}', '{}', 'a', -1, '[]', NULL)
INSERT INTO docs VALUES (3, '{"key": "text", "quote": "a\"b", "n": 1.5, "big": 12345678901}', '{"key": "own"}', 'key', -2, '["t", "x"]', NULL)
INSERT INTO docs VALUES (4, NULL, '{}', 'key', 0, NULL, NULL)
INSERT INTO docs VALUES (5, '{"a": {}}', NULL, NULL, NULL, '["a", "b"]', NULL)
SELECT id, what, doc ->> 'b', doc ->> 'c', doc ->> 'd', doc -> 'a' ->> 'z' FROM history WHERE what IN ('merged', 'without', 'without some') ORDER BY id, what
SELECT id, what, doc -> 'a' ->> 'x', doc -> 'a' -> 'y' -> 1 ->> 'z', (doc -> 'b') IS NULL FROM history WHERE what IN ('stripped', 'set') ORDER BY id, what
SELECT id, what, doc ->> 'zz', doc ->> 'key', doc ->> 'quote', doc ->> 'n', doc ->> 'big' FROM history WHERE id = 3 AND what IN ('merged', 'without', 'stripped', 'not made') ORDER BY what
SELECT id, what, doc IS NULL, CASE WHEN value LIKE '{%' THEN 'object' ELSE value END FROM history WHERE what IN ('member', 'element') ORDER BY id, what
SELECT id, doc ->> 0, doc ->> 1, doc -> 2 ->> 'key' FROM history WHERE what = 'lists' AND id IN (3, 4, 5) ORDER BY id
SELECT id, doc ->> 'key', doc ->> 'place', doc ->> 'secret' FROM history WHERE what = 'row' ORDER BY id
