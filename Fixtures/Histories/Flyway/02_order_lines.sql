CREATE TABLE product (
    sku   VARCHAR(32) PRIMARY KEY,
    title TEXT NOT NULL,
    price NUMERIC(12, 2) NOT NULL CHECK (price >= 0),
    weight REAL
);
CREATE TABLE order_line (
    order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line_no  SMALLINT NOT NULL,
    sku      VARCHAR(32) NOT NULL REFERENCES product (sku) ON UPDATE CASCADE ON DELETE RESTRICT,
    quantity INT NOT NULL DEFAULT 1,
    PRIMARY KEY (order_id, line_no)
);
INSERT INTO product (sku, title, price) VALUES ('A-1', 'A thing', 9.99), ('B-2', 'Another thing', 19.5);
COMMENT ON TABLE product IS 'What is for sale';
COMMENT ON COLUMN product.price IS 'without tax';
