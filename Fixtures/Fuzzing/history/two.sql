CREATE TABLE a (x int PRIMARY KEY, y text DEFAULT 'n'); INSERT INTO a SELECT i FROM generate_series(1, 9) AS i;
--
ALTER TABLE a ALTER COLUMN x TYPE text USING x::text; UPDATE a SET y = x || '!' WHERE x > '3';
--
CREATE VIEW v AS SELECT y FROM a; DELETE FROM a WHERE x = '4';
