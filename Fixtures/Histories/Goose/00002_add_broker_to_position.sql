-- migrate:up
-- +goose Up
INSERT INTO broker (name) VALUES ('Upside'), ('Downtown');
ALTER TABLE position ADD COLUMN broker_id UUID REFERENCES broker(id);
UPDATE position SET broker_id = (SELECT id FROM broker WHERE name = 'Upside');
ALTER TABLE position ALTER COLUMN broker_id SET NOT NULL;
CREATE INDEX idx_position_broker ON position(broker_id);

-- migrate:down
-- +goose Down
ALTER TABLE position DROP COLUMN broker_id;
DELETE FROM broker WHERE name IN ('Upside', 'Downtown');
