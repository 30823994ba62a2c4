CREATE TABLE accounts (id int PRIMARY KEY, name text UNIQUE, balance int CHECK (balance >= 0), note text);
CREATE TABLE totals (name text PRIMARY KEY, n int NOT NULL DEFAULT 1, last int CHECK (last < 100));
CREATE TABLE plans (name text, price int);
INSERT INTO plans VALUES ('free', 0), ('twice', 1), ('twice', 2);
CREATE TABLE log (what text, more text);
CREATE FUNCTION count_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  price int;
BEGIN
  BEGIN
    INSERT INTO totals (name, last) VALUES (NEW.name, NEW.balance);
    INSERT INTO log VALUES ('new', NEW.name);
  EXCEPTION WHEN unique_violation THEN
    UPDATE totals SET n = n + 1 WHERE name = NEW.name;
    INSERT INTO log VALUES ('again', NEW.name);
  END;
  BEGIN
    SELECT p.price INTO STRICT price FROM plans p WHERE p.name = NEW.note;
    INSERT INTO log VALUES ('price', price::text);
  EXCEPTION
    WHEN no_data_found THEN
      price := -1;
    WHEN too_many_rows THEN
      price := -2;
      INSERT INTO log VALUES (SQLSTATE, SQLERRM);
  END;
  BEGIN
    IF price < -1 THEN
      RAISE EXCEPTION 'dear % of %', NEW.id, NEW.name USING ERRCODE = 'AB123';
    ELSIF price = -1 THEN
      RAISE unique_violation;
    END IF;
    price := price + 100;
  EXCEPTION
    WHEN unique_violation THEN NULL;
    WHEN OTHERS THEN
      INSERT INTO log VALUES (SQLSTATE, SQLERRM);
      IF NEW.id > 90 THEN
        RAISE;
      END IF;
  END;
  INSERT INTO log VALUES ('end', price::text);
  BEGIN
    INSERT INTO totals VALUES (NEW.name || '!', NULL, 5);
  EXCEPTION WHEN OTHERS THEN
    INSERT INTO log VALUES ('not', NEW.name);
  END;
  RETURN NULL;
END $$;
CREATE TRIGGER counted AFTER INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION count_account();
CREATE FUNCTION check_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.balance < 0 THEN
    RAISE EXCEPTION 'below';
  END IF;
  NEW.note := coalesce(NEW.note, 'none');
  RETURN NEW;
EXCEPTION WHEN raise_exception THEN
  NEW.balance := 0;
  RETURN NEW;
END $$;
CREATE TRIGGER checked BEFORE INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION check_account();
-- then
INSERT INTO accounts VALUES (1, 'ann', 5, 'free'), (2, 'bob', -1, 'twice')
INSERT INTO accounts VALUES (3, 'cid', 5, 'nothing'), (4, 'dan', 99, NULL)
DELETE FROM accounts WHERE id < 3
INSERT INTO accounts VALUES (5, 'ann', 5, 'free'), (6, 'bob', 1, 'free')
INSERT INTO accounts VALUES (7, 'eve', 500, 'free')
INSERT INTO accounts VALUES (91, 'fay', 1, 'twice')
SELECT * FROM accounts ORDER BY id
SELECT * FROM totals ORDER BY name
SELECT * FROM log ORDER BY what, more
