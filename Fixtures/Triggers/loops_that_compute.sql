CREATE FUNCTION prefixes(path text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  parts text[];
  result text[];
  prefix text;
BEGIN
  parts := string_to_array(path, '/');
  result := '{}';
  FOR i IN 1..array_length(parts, 1) - 1 LOOP
    prefix := array_to_string(parts[1:i], '/');
    result := array_append(result, prefix);
  END LOOP;
  RETURN result;
END $$;

CREATE FUNCTION collatz(start integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  n integer := start;
  steps integer := 0;
BEGIN
  WHILE n > 1 LOOP
    IF n % 2 = 0 THEN n := n / 2; ELSE n := 3 * n + 1; END IF;
    steps := steps + 1;
    EXIT WHEN steps > 50;
  END LOOP;
  RETURN steps;
END $$;

CREATE FUNCTION first_prime_above(low integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  candidate integer := low;
  is_prime boolean;
BEGIN
  LOOP
    candidate := candidate + 1;
    is_prime := candidate > 1;
    FOR d IN 2..candidate - 1 LOOP
      IF d * d > candidate THEN EXIT; END IF;
      IF candidate % d = 0 THEN
        is_prime := false;
        EXIT;
      END IF;
    END LOOP;
    CONTINUE WHEN NOT is_prime;
    RETURN candidate;
  END LOOP;
END $$;

CREATE FUNCTION weight(words text[]) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  word text;
  total numeric := 0.5;
BEGIN
  FOREACH word IN ARRAY words LOOP
    IF word IS NULL THEN CONTINUE; END IF;
    IF word = 'stop' THEN RETURN -total; END IF;
    total := total + length(word) * 2;
  END LOOP;
  RETURN total;
END $$;

CREATE FUNCTION backwards(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  result text := '';
BEGIN
  FOR i IN REVERSE length(value)..1 BY 2 LOOP
    result := result || substr(value, i, 1);
  END LOOP;
  RETURN result;
END $$;

CREATE FUNCTION halved(start integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  rest integer := start;
  half integer := start;
  way text := '';
BEGIN
  WHILE half > 1 LOOP
    half := rest / 2;
    rest := half;
    way := way || '.';
  END LOOP;
  RETURN way;
END $$;

CREATE FUNCTION carried(rounds integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  last integer := 0;
  result text := '';
BEGIN
  FOR i IN 1..rounds LOOP
    result := result || last || ' ';
    FOR j IN 1..i LOOP
      last := i * 10 + j;
    END LOOP;
  END LOOP;
  RETURN result;
END $$;

CREATE FUNCTION token(size integer DEFAULT 12, letters text DEFAULT 'abcdef') RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  result text := '';
  position integer;
BEGIN
  FOR i IN 1..size LOOP
    position := 1 + floor(random() * length(letters))::integer;
    result := result || substr(letters, position, 1);
  END LOOP;
  RETURN result;
END $$;

CREATE TABLE files (id integer PRIMARY KEY, path text, token text NOT NULL DEFAULT token(), level integer);
INSERT INTO files (id, path) VALUES (0, 'before'), (-1, 'before too'), (-2, NULL);
ALTER TABLE files ADD COLUMN other text NOT NULL DEFAULT token(8);
CREATE TABLE folders (name text PRIMARY KEY);
CREATE TABLE computed (id integer, n integer, prime integer, weight numeric, backwards text, halved text, carried text);

CREATE FUNCTION file_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  above text[];
BEGIN
  above := prefixes(NEW.path);
  IF array_length(above, 1) > 0 THEN
    INSERT INTO folders (name) SELECT unnest(above) ON CONFLICT DO NOTHING;
  END IF;
  NEW.level := coalesce(array_length(above, 1), 0);
  INSERT INTO computed VALUES (
    NEW.id, collatz(NEW.id), first_prime_above(NEW.id), weight(string_to_array(NEW.path, '/')), backwards(NEW.path),
    halved(NEW.id), carried(NEW.id % 4));
  RETURN NEW;
END $$;
CREATE TRIGGER file_added BEFORE INSERT ON files FOR EACH ROW EXECUTE FUNCTION file_added();
-- then
INSERT INTO files (id, path) VALUES (1, 'a/b/c.txt'), (7, 'a/d'), (27, 'top'), (90, 'one/stop/two')
INSERT INTO files (id, path) VALUES (13, NULL)
INSERT INTO files (id, path) VALUES (8, '')
SELECT * FROM folders ORDER BY name
SELECT id, level FROM files ORDER BY id
SELECT * FROM computed ORDER BY id
SELECT count(*), count(DISTINCT token), min(length(token)), max(length(token)), count(DISTINCT other), min(length(other)) FROM files
SELECT count(*) FROM files WHERE ltrim(token, 'abcdef') <> '' OR ltrim(other, 'abcdef') <> ''
