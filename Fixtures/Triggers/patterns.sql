CREATE TABLE pages (id int PRIMARY KEY, title text, path text, slug text, prefix text, ext text, ok boolean);
CREATE TABLE found (id int, what text, value text);
CREATE FUNCTION slugify(value text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  value := lower(value);
  value := regexp_replace(value, '[^a-z0-9\\-_]+', '-', 'gi');
  value := regexp_replace(value, '^-+|-+$', '', 'g');
  RETURN value;
END $$;
CREATE FUNCTION fill_page() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.slug := slugify(NEW.title);
  NEW.prefix := regexp_replace(NEW.path, '[\/]{1}[^\/]+\/?$', '');
  NEW.ext := substring(NEW.path from '[^/.]\.([a-z0-9]+)$');
  NEW.ok := NEW.path ~ '^(/[a-z0-9._-]+)+/?$';
  RETURN NEW;
END $$;
CREATE TRIGGER filled BEFORE INSERT OR UPDATE ON pages FOR EACH ROW EXECUTE FUNCTION fill_page();
CREATE FUNCTION find_page() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  m text[];
BEGIN
  INSERT INTO found VALUES (NEW.id, 'file', regexp_replace(NEW.path, '^.*/', ''));
  INSERT INTO found VALUES (NEW.id, 'swapped', regexp_replace(NEW.path, '^/([^/]*)/(.+)$', '\2 in \1 of \&'));
  INSERT INTO found VALUES (NEW.id, 'words', regexp_replace(NEW.title, '[A-Za-z]+', '<\&>', 'g'));
  INSERT INTO found VALUES (NEW.id, 'spaces', regexp_replace(NEW.title, '\s+', ' ', 'g'));
  INSERT INTO found VALUES (NEW.id, 'signs', regexp_replace(NEW.title, '[^a-zA-Z0-9 ]', '', 'g'));
  INSERT INTO found VALUES (NEW.id, 'number', substring(NEW.title from '\d+'));
  INSERT INTO found VALUES (NEW.id, 'tail', substring(NEW.path from '[^.]*$'));
  INSERT INTO found VALUES (NEW.id, 'pair', regexp_replace(NEW.title, '([a-z])o|lo+', 'X', 'g'));
  m := regexp_match(NEW.title, '^(\d+)\.(\d+)(?:-([a-z]+))?');
  INSERT INTO found VALUES (NEW.id, 'version', m[1] || '/' || m[2] || '/' || coalesce(m[3], '-'));
  RETURN NULL;
END $$;
CREATE TRIGGER searched AFTER INSERT ON pages FOR EACH ROW EXECUTE FUNCTION find_page();
CREATE TABLE files (path text, ext text GENERATED ALWAYS AS (substring(lower(path) from '[^/.]\.([a-z0-9]+)$')) STORED,
  tail text GENERATED ALWAYS AS (substring(path from '[^.]*$')) STORED);
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  name text;
  old_value text;
  new_value text;
BEGIN
  FOREACH name IN ARRAY tg_argv LOOP
    EXECUTE format('SELECT $1.%I', name) INTO new_value USING NEW;
    EXECUTE format('SELECT $1.%I', name) INTO old_value USING OLD;
    IF new_value IS DISTINCT FROM old_value THEN
      RAISE EXCEPTION 'immutable column: %.%', tg_table_name, name USING ERRCODE = '23601';
    END IF;
  END LOOP;
  EXECUTE format('UPDATE %I SET value = $1 WHERE id = $2 AND what = $3', 'found') USING NEW.title, NEW.id, 'words';
  EXECUTE format('DELETE FROM %I WHERE id = $1', tg_relid::regclass) USING -1;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON pages FOR EACH ROW EXECUTE FUNCTION keep('id', 'path');
CREATE TABLE sets (id int PRIMARY KEY, a text, b text, all_of text[], joined text, labels jsonb, wanted jsonb, fits boolean);
CREATE FUNCTION join_sets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.all_of := ARRAY['x'] || NEW.all_of || NEW.a || ARRAY[NEW.a, NEW.b] || NEW.id::text;
  NEW.joined := array_to_string(NEW.all_of, '-');
  NEW.fits := NEW.labels @> NEW.wanted;
  RETURN NEW;
END $$;
CREATE TRIGGER joined BEFORE INSERT ON sets FOR EACH ROW EXECUTE FUNCTION join_sets();
-- then
INSERT INTO pages (id, title, path) VALUES (1, '  Hello,  World_7! -- ok', '/a/b/c.txt'), (2, '12.34-beta foo', '/x/y/'), (3, '', 'none')
INSERT INTO pages (id, title, path) VALUES (4, '1.2 loo loooo so', '/dir.d/.hidden'), (5, NULL, NULL), (6, 'ÄÖ ü ß', '/ä/b.c.d9')
SELECT id, slug, prefix, ext, ok FROM pages ORDER BY id
SELECT id, what, value FROM found ORDER BY id, what
UPDATE pages SET title = 'New Title' WHERE id = 1
UPDATE pages SET path = '/other' WHERE id = 1
UPDATE pages SET path = NULL WHERE id = 5
SELECT id, slug FROM pages ORDER BY id
SELECT value FROM found WHERE id = 1 AND what = 'words'
INSERT INTO files (path) VALUES ('a/B.TXT'), ('a/.txt'), ('x'), ('x.'), ('a.b/c'), (NULL), ('a.tar.gz'), ('')
SELECT path, ext, tail FROM files WHERE path IS NOT NULL ORDER BY path
INSERT INTO sets (id, a, b, labels, wanted) VALUES (1, 'a', 'c', '{"a": 1, "b": {"c": [1, 2, "x"]}}', '{"b": {"c": ["x", 1]}}')
INSERT INTO sets (id, a, b, labels, wanted) VALUES (2, '', NULL, '{"a": 1}', '{"a": 1.0}'), (3, NULL, NULL, '{"a": 1}', '{"a": "1"}')
INSERT INTO sets (id, a, b, labels, wanted) VALUES (5, 'q w', 'z', '{"a": {}}', '{"a": {"b": null}}'), (6, 'p', 'q', '{"a": null}', '{}'), (7, 'p', 'q', '[1]', '[1, 1]'), (8, 'p', 'q', '{}', NULL)
SELECT id, joined, fits FROM sets ORDER BY id
