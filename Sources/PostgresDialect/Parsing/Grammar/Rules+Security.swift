extension Rules {
  /// Policies, roles and privileges: https://www.postgresql.org/docs/15/sql-commands.html
  static let security = """
    CREATE POLICY = CREATE POLICY name:name ON table:relation [ as:{ AS { PERMISSIVE | RESTRICTIVE } } ]
      [ for:{ FOR { ALL | SELECT | INSERT | UPDATE | DELETE } } ] [ to:{ TO grantee [, ...] } ]
      [ using:{ USING ( expression ) } ] [ check:{ WITH CHECK ( expression ) } ]
    ALTER POLICY = ALTER POLICY if_exists name:name ON table:relation RENAME TO rename:name
    ALTER POLICY = ALTER POLICY name:name ON table:relation [ to:{ TO grantee [, ...] } ]
      [ using:{ USING ( expression ) } ] [ check:{ WITH CHECK ( expression ) } ]
    DROP POLICY = DROP POLICY if_exists name:name ON table:relation [ behavior ]
    CREATE ROLE = CREATE { ROLE | USER | GROUP } name:role [ WITH ] [ create_role_option [ ... ] ]
    create_role_option = role_option
    create_role_option = SYSID integer
    create_role_option = { ADMIN | ROLE | IN ROLE | IN GROUP } member:role [, ...]
    role_option = password:{ PASSWORD { string | NULL } } | password:{ ENCRYPTED PASSWORD string } | INHERIT | CONNECTION LIMIT integer
      | VALID UNTIL string | USER member:role [, ...] | role_attribute
    ALTER ROLE = ALTER { ROLE | USER | GROUP } name:role RENAME TO rename:role
    ALTER ROLE = ALTER GROUP name:role { ADD | DROP } USER member:role [, ...]
    ALTER ROLE = ALTER { ROLE | USER } { ALL | name:role } [ IN DATABASE database:name ] setting
    ALTER ROLE = ALTER { ROLE | USER } name:role [ WITH ] [ role_option [ ... ] ]
    DROP ROLE = DROP { ROLE | USER | GROUP } if_exists name:role [, ...]
    GRANT = GRANT privileges ON targets TO to:grantees [ option:{ WITH GRANT OPTION } ] [ GRANTED BY by:role ]
    GRANT = GRANT privilege [, ...] TO to:role [, ...] [ option:{ WITH ADMIN OPTION } ] [ GRANTED BY by:role ]
    REVOKE = REVOKE [ option:{ GRANT OPTION FOR } ] privileges ON targets FROM to:grantees
      [ GRANTED BY by:role ] [ behavior ]
    REVOKE = REVOKE [ option:{ ADMIN OPTION FOR } ] privilege [, ...] FROM to:role [, ...]
      [ GRANTED BY by:role ] [ behavior ]
    privileges = all:ALL [ PRIVILEGES ] [ ( column:name [, ...] ) ]
    privileges = privilege [, ...]
    privilege = { privilege:{ ALTER SYSTEM } | privilege:{ SELECT | REFERENCES | CREATE } | privilege:name }
      [ ( column:name [, ...] ) ]
    grantees = [ GROUP ] grantee [, ...]
    targets = in:ALL on:{ TABLES | SEQUENCES | FUNCTIONS | PROCEDURES | ROUTINES } IN SCHEMA target:name [, ...]
    targets = on:TABLE target:relation [, ...]
    targets = on:SEQUENCE target:relation [, ...]
    targets = on:{ FOREIGN DATA WRAPPER | FOREIGN SERVER | DATABASE | LANGUAGE | SCHEMA | TABLESPACE }
      target:name [, ...]
    targets = on:{ FUNCTION | PROCEDURE | ROUTINE } target:routine [, ...]
    targets = on:{ DOMAIN | TYPE } target:path [, ...]
    targets = on:{ LARGE OBJECT } target:number [, ...]
    targets = on:PARAMETER target:variable [, ...]
    targets = target:relation [, ...]
    ALTER DEFAULT PRIVILEGES = ALTER DEFAULT PRIVILEGES [ default_scope [ ... ] ] GRANT privileges ON default_target
      TO to:grantees [ option:{ WITH GRANT OPTION } ]
    ALTER DEFAULT PRIVILEGES = ALTER DEFAULT PRIVILEGES [ default_scope [ ... ] ] REVOKE
      [ option:{ GRANT OPTION FOR } ] privileges ON default_target FROM to:grantees [ behavior ]
    default_scope = FOR { ROLE | USER } for:role [, ...] | IN SCHEMA schema:name [, ...]
    default_target = on:{ TABLES | FUNCTIONS | ROUTINES | SEQUENCES | TYPES | SCHEMAS }
    REASSIGN OWNED = REASSIGN OWNED BY name:role [, ...] TO to:role
    DROP OWNED = DROP OWNED BY name:role [, ...] [ behavior ]
    SECURITY LABEL = SECURITY LABEL [ FOR { provider:name | provider:string } ] ON object IS
      { text:string | text:NULL }

    """
}
