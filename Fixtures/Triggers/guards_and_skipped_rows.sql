CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL, locked boolean DEFAULT false, kind text);
CREATE TABLE members (id int PRIMARY KEY, org int, role text);
CREATE TABLE orgs (id int PRIMARY KEY);
CREATE FUNCTION protect() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.locked THEN
    IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'account % is locked', OLD.id; END IF;
    IF NEW.balance <> OLD.balance THEN RAISE EXCEPTION USING MESSAGE = 'locked', ERRCODE = 'check_violation', HINT = 'unlock'; END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.balance < 0 THEN RAISE check_violation; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
END $$;
CREATE TRIGGER p BEFORE UPDATE OR DELETE ON accounts FOR EACH ROW EXECUTE FUNCTION protect();
CREATE FUNCTION owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP = 'DELETE' AND OLD.role = 'owner') OR (TG_OP = 'UPDATE' AND OLD.role = 'owner' AND NEW.role IS DISTINCT FROM 'owner') THEN
    PERFORM 1 FROM orgs WHERE id = OLD.org FOR UPDATE;
    IF NOT FOUND THEN
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM members WHERE org = OLD.org AND role = 'owner' AND id <> OLD.id) THEN
      RAISE EXCEPTION 'must have owner' USING ERRCODE = '23514', CONSTRAINT = 'x';
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER o BEFORE UPDATE OR DELETE ON members FOR EACH ROW EXECUTE FUNCTION owner();
CREATE FUNCTION soft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE accounts SET kind = 'deleted' WHERE id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER q BEFORE DELETE ON accounts FOR EACH ROW WHEN (OLD.kind = 'soft') EXECUTE FUNCTION soft();
INSERT INTO accounts VALUES (1, 10, true, NULL), (2, 20, false, 'soft'), (3, 30, false, 'hard');
INSERT INTO orgs VALUES (1);
INSERT INTO members VALUES (1, 1, 'owner'), (2, 1, 'member'), (3, 2, 'owner'), (4, 1, 'owner');
-- then
UPDATE accounts SET balance = 5 WHERE id = 1;
UPDATE accounts SET kind = 'x' WHERE id = 1;
UPDATE accounts SET balance = -5 WHERE id = 2;
DELETE FROM accounts WHERE id = 1;
DELETE FROM accounts WHERE id IN (2, 3);
SELECT * FROM accounts ORDER BY id;
UPDATE members SET role = 'x' WHERE id = 1;
DELETE FROM members WHERE id = 4;
DELETE FROM members WHERE id = 3;
DELETE FROM members WHERE org = 1;
SELECT * FROM members ORDER BY id;
