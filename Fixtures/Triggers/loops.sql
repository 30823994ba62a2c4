CREATE TABLE lists (id int PRIMARY KEY, title text);
CREATE TABLE members (list_id int, user_id int, wants boolean);
CREATE TABLE notes (user_id int, msg text, n int DEFAULT 7);
CREATE TABLE counters (user_id int PRIMARY KEY, n int DEFAULT 0);
CREATE TABLE tags (tag text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r record; who text; e text;
BEGIN
  SELECT title INTO who FROM lists WHERE id = NEW.id - 1;
  FOR r IN SELECT m.user_id, m.wants FROM members m WHERE m.list_id = NEW.id LOOP
    IF r.wants THEN
      INSERT INTO notes (user_id, msg) VALUES (r.user_id, NEW.title || coalesce(who, '-'));
    END IF;
    UPDATE counters SET n = 5 WHERE counters.user_id = r.user_id;
  END LOOP;
  FOREACH e IN ARRAY ARRAY['x', NEW.title] LOOP
    INSERT INTO tags VALUES (e);
  END LOOP;
  FOR i IN 1..3 LOOP
    INSERT INTO tags VALUES ('n' || i);
  END LOOP;
  PERFORM pg_notify('c', NEW.title);
  RETURN NEW;
END $$;
CREATE TRIGGER x AFTER INSERT ON lists FOR EACH ROW EXECUTE FUNCTION f();
INSERT INTO members VALUES (1, 1, true), (1, 2, false), (2, 1, true), (2, 3, true);
INSERT INTO counters (user_id) VALUES (1), (2), (3);
-- then
INSERT INTO lists VALUES (1, 'one'), (2, 'two');
SELECT * FROM notes ORDER BY 1, 2;
SELECT * FROM counters ORDER BY 1;
SELECT * FROM tags ORDER BY 1;
