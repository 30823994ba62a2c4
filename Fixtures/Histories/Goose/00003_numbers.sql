-- migrate:up
-- +goose Up
ALTER TABLE position
    ALTER COLUMN charges_percent TYPE NUMERIC(8,2),
    ALTER COLUMN opened_at TYPE TIMESTAMPTZ USING opened_at AT TIME ZONE 'UTC',
    ALTER COLUMN closed_at TYPE TIMESTAMPTZ USING closed_at AT TIME ZONE 'UTC';
ALTER TABLE position ADD COLUMN IF NOT EXISTS quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0);
ALTER TABLE position ADD COLUMN fees DOUBLE PRECISION DEFAULT 0.5;
ALTER TABLE position ADD COLUMN gross NUMERIC(14,2) GENERATED ALWAYS AS (risk_amount * quantity) STORED;
ALTER TYPE position_direction ADD VALUE 'flat' AFTER 'long';

-- migrate:down
-- +goose Down
ALTER TABLE position DROP COLUMN gross, DROP COLUMN fees, DROP COLUMN quantity;
