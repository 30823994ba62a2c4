ALTER TABLE customer RENAME TO client;
ALTER TABLE orders RENAME COLUMN customer_id TO client_id;
ALTER TABLE orders RENAME CONSTRAINT fk_orders_customer TO fk_orders_client;
ALTER SEQUENCE customer_seq RENAME TO client_seq;
ALTER INDEX idx_customer_name RENAME TO idx_client_name;
ALTER TABLE client DROP COLUMN first_name, DROP COLUMN last_name;
CREATE VIEW client_orders AS
    SELECT c.id, c.full_name, o.id AS order_id, o.total
    FROM client c JOIN orders o ON o.client_id = c.id;
CREATE UNIQUE INDEX uk_paid_at ON orders (client_id, paid_at) WHERE status = 'PAID';
