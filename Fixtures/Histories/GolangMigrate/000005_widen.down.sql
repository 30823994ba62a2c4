BEGIN;
ALTER TABLE transfers ALTER COLUMN amount TYPE bigint USING (amount * 100)::bigint;
ALTER TABLE accounts ALTER COLUMN currency TYPE varchar;
ALTER TABLE accounts ALTER COLUMN balance DROP DEFAULT;
ALTER TABLE accounts ALTER COLUMN balance TYPE bigint USING (balance * 100)::bigint;
ALTER TABLE users DROP CONSTRAINT name_length, DROP COLUMN invited_by, DROP COLUMN locale;
COMMIT;
