BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE users
    ALTER COLUMN name TYPE text,
    ALTER COLUMN activated SET DEFAULT false,
    ALTER COLUMN version TYPE bigint,
    ADD COLUMN IF NOT EXISTS locale varchar(5) NOT NULL DEFAULT 'en',
    ADD COLUMN IF NOT EXISTS invited_by bigint REFERENCES users (id) ON DELETE SET NULL,
    ADD CONSTRAINT name_length CHECK (length(name) <= 120);
ALTER TABLE accounts ALTER COLUMN balance TYPE numeric(14, 2) USING balance::numeric / 100;
ALTER TABLE accounts ALTER COLUMN balance SET DEFAULT 0;
ALTER TABLE accounts ALTER COLUMN currency TYPE char(3) USING upper(left(currency, 3));
ALTER TABLE transfers ALTER COLUMN amount TYPE numeric(14, 2) USING amount::numeric / 100;
COMMIT;
