CREATE TABLE kinds (name text PRIMARY KEY, is_open boolean NOT NULL);
INSERT INTO kinds VALUES ('red', true), ('blue', false);

CREATE FUNCTION is_known(kind text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM kinds WHERE name = kind AND is_open)
$$;
CREATE FUNCTION all_positive(numbers text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN (NOT EXISTS (SELECT 1 FROM unnest(string_to_array(numbers, ',')) AS n WHERE n = '' OR n::integer <= 0));
END $$;

CREATE TABLE things (
  id integer PRIMARY KEY,
  kind text CHECK (is_known(kind)),
  numbers text NOT NULL DEFAULT '1',
  until timestamptz NOT NULL DEFAULT '2999-01-01',
  CONSTRAINT numbers_are_positive CHECK (all_positive(numbers)),
  CONSTRAINT not_over CHECK (until > now())
);
INSERT INTO things VALUES (1, 'red', '1,2');
CREATE TABLE later (id integer PRIMARY KEY, kind text);
INSERT INTO later VALUES (1, 'red');
ALTER TABLE later ADD CONSTRAINT known CHECK (is_known(kind));
-- then
INSERT INTO things (id, kind) VALUES (2, 'red')
INSERT INTO things (id, kind) VALUES (3, 'blue')
INSERT INTO things (id, kind) VALUES (4, NULL)
INSERT INTO things (id, kind, numbers) VALUES (5, 'red', '')
INSERT INTO things (id, kind, numbers) VALUES (6, 'red', '1,-1')
INSERT INTO things (id, kind, until) VALUES (7, 'red', '2001-01-01')
UPDATE things SET kind = 'green' WHERE id = 1
UPDATE things SET numbers = '0' WHERE id = 1
UPDATE things SET numbers = '9' WHERE id = 1
INSERT INTO later VALUES (2, 'blue')
INSERT INTO later VALUES (3, 'red')
SELECT id, kind FROM things ORDER BY id
SELECT * FROM later ORDER BY id
