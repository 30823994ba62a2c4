CREATE TABLE crate_owners (
  id SERIAL PRIMARY KEY,
  crate_id INTEGER NOT NULL REFERENCES crates (id) ON DELETE CASCADE,
  owner_id INTEGER NOT NULL,
  owner_kind INTEGER NOT NULL,
  deleted BOOLEAN NOT NULL DEFAULT FALSE
);
INSERT INTO crate_owners (crate_id, owner_id, owner_kind) SELECT id, user_id, 0 FROM crates;
ALTER TABLE crates DROP COLUMN user_id;
DELETE FROM crate_owners a USING crate_owners b
  WHERE a.id > b.id AND a.crate_id = b.crate_id AND a.owner_id = b.owner_id AND a.owner_kind = b.owner_kind;
ALTER TABLE crate_owners DROP CONSTRAINT crate_owners_pkey;
ALTER TABLE crate_owners DROP COLUMN id;
ALTER TABLE crate_owners ADD PRIMARY KEY (crate_id, owner_id, owner_kind);
CREATE INDEX crate_owners_not_deleted ON crate_owners (owner_kind) WHERE NOT deleted;
