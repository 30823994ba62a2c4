CREATE TABLE posts (id int PRIMARY KEY, n int NOT NULL DEFAULT 0, last text);
CREATE TABLE comments (id int PRIMARY KEY, post_id int REFERENCES posts(id) ON DELETE CASCADE, body text);
CREATE TABLE totals (post_id int PRIMARY KEY, total int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p int; 
BEGIN
  p := CASE WHEN TG_OP = 'DELETE' THEN OLD.post_id ELSE NEW.post_id END;
  IF TG_OP = 'INSERT' THEN
    UPDATE posts SET n = n + 1, last = NEW.body WHERE id = p;
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE posts SET n = n - 1 WHERE id = p;
  ELSIF NEW.post_id <> OLD.post_id THEN
    UPDATE posts SET n = n - 1 WHERE id = OLD.post_id;
    UPDATE posts SET n = n + 1 WHERE id = NEW.post_id;
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE totals SET total = total + 1 WHERE post_id = NEW.post_id;
  IF NOT FOUND THEN
    INSERT INTO totals (post_id, total) VALUES (NEW.post_id, 1);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c AFTER INSERT OR UPDATE OR DELETE ON comments FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER d AFTER INSERT ON comments FOR EACH ROW WHEN (NEW.post_id IS NOT NULL) EXECUTE FUNCTION g();
INSERT INTO posts VALUES (1), (2);
INSERT INTO comments VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 2, 'c'), (4, NULL, 'd');
-- then
SELECT * FROM posts ORDER BY id;
SELECT * FROM totals ORDER BY 1;
UPDATE comments SET post_id = 2 WHERE id = 1;
DELETE FROM comments WHERE id = 2;
SELECT * FROM posts ORDER BY id;
DELETE FROM posts WHERE id = 2;
SELECT * FROM posts ORDER BY id;
SELECT * FROM comments ORDER BY id;
INSERT INTO comments VALUES (10, 99, 'orphan');
SELECT * FROM totals ORDER BY 1;
