DROP TABLE users_permissions;
DROP TABLE permissions;
