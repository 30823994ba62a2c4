CREATE SEQUENCE customer_seq START WITH 1 INCREMENT BY 50;
CREATE SEQUENCE order_seq START WITH 1000 INCREMENT BY 1 NO CYCLE;

CREATE TABLE customer (
    id          BIGINT       NOT NULL DEFAULT nextval('customer_seq') PRIMARY KEY,
    external_id UUID         NOT NULL,
    first_name  VARCHAR(60)  NOT NULL,
    last_name   VARCHAR(60)  NOT NULL,
    country     CHAR(2)      NOT NULL DEFAULT 'DE',
    active      BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at  TIMESTAMP(6) WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT uk_customer_external UNIQUE (external_id)
);

CREATE TABLE orders (
    id          BIGINT PRIMARY KEY DEFAULT nextval('order_seq'),
    customer_id BIGINT NOT NULL,
    status      VARCHAR(255) NOT NULL CHECK (status IN ('NEW', 'PAID', 'SHIPPED')),
    total       NUMERIC(19, 4) NOT NULL DEFAULT 0.0,
    placed_on   DATE NOT NULL,
    version     INTEGER NOT NULL DEFAULT 0
);
ALTER TABLE IF EXISTS orders ADD CONSTRAINT fk_orders_customer FOREIGN KEY (customer_id) REFERENCES customer;
ALTER SEQUENCE customer_seq OWNED BY customer.id;
