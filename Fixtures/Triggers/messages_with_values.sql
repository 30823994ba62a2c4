CREATE TABLE stock (id int PRIMARY KEY, name text, amount int, price numeric(8,2), is_open boolean, seen timestamp, day date);
CREATE FUNCTION guard_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  total bigint;
BEGIN
  IF NEW.amount < 0 THEN
    RAISE EXCEPTION 'only % of "%" left, 100%% of %', OLD.amount, NEW.name, (SELECT count(*) FROM stock);
  END IF;
  IF NEW.price > 1000 THEN
    RAISE EXCEPTION USING MESSAGE = 'too dear: ' || NEW.price, ERRCODE = '23514';
  END IF;
  IF NEW.is_open IS NULL THEN
    RAISE check_violation USING MESSAGE = format('open of %s is %s', NEW.name, NEW.is_open);
  END IF;
  SELECT sum(amount) INTO total FROM stock WHERE id <> NEW.id;
  IF total + NEW.amount > 100 THEN
    RAISE EXCEPTION 'it''s % of % on %, open: %, seen %', total + NEW.amount, total, NEW.day, NEW.is_open, NEW.seen;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guarded BEFORE INSERT OR UPDATE ON stock FOR EACH ROW EXECUTE FUNCTION guard_stock();
-- then
INSERT INTO stock VALUES (1, 'apples', 10, 2.50, true, '2024-01-02 03:04:05', '2024-01-02'), (2, 'pears', 20, 3, false, NULL, NULL)
UPDATE stock SET amount = amount - 15
INSERT INTO stock VALUES (3, 'no ''name''', 1, 1000.01, true)
INSERT INTO stock VALUES (3, '$.x', 1, 10, NULL)
INSERT INTO stock VALUES (3, NULL, 90, 10, true, '2024-01-02 03:04:05.5', '2024-01-02')
INSERT INTO stock VALUES (4, 'nuts', 1, 10, true), (3, NULL, 90, 10, false, NULL, NULL)
SELECT id, name, amount FROM stock ORDER BY id
