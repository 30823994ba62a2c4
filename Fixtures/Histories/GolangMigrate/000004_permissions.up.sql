CREATE TABLE permissions (id bigserial PRIMARY KEY, code text NOT NULL);
CREATE TABLE users_permissions (
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    permission_id bigint NOT NULL REFERENCES permissions ON DELETE CASCADE,
    PRIMARY KEY (user_id, permission_id)
);
INSERT INTO permissions (code) VALUES ('accounts:read'), ('accounts:write');
INSERT INTO users_permissions SELECT users.id, permissions.id FROM users, permissions WHERE permissions.code = 'accounts:read';
