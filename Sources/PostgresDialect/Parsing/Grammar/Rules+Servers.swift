extension Rules {
  /// What stands outside of a database's own tables: foreign data, languages, databases.
  static let servers = """
    CREATE FOREIGN DATA WRAPPER = CREATE FOREIGN DATA WRAPPER name:name [ wrapper_option [ ... ] ] [ options ]
    wrapper_option = NO HANDLER | NO VALIDATOR | HANDLER path | VALIDATOR path
    ALTER FOREIGN DATA WRAPPER = ALTER FOREIGN DATA WRAPPER name:name { RENAME TO rename:name | OWNER TO owner:role }
    ALTER FOREIGN DATA WRAPPER = ALTER FOREIGN DATA WRAPPER name:name
      { wrapper_option [ ... ] [ changed_options ] | changed_options }
    DROP FOREIGN DATA WRAPPER = DROP FOREIGN DATA WRAPPER if_exists name:name [, ...] [ behavior ]
    CREATE SERVER = CREATE SERVER if_not_exists name:name [ TYPE string ] [ VERSION { string | NULL } ]
      FOREIGN DATA WRAPPER wrapper:name [ options ]
    ALTER SERVER = ALTER SERVER name:name { RENAME TO rename:name | OWNER TO owner:role }
    ALTER SERVER = ALTER SERVER name:name { VERSION { string | NULL } [ changed_options ] | changed_options }
    DROP SERVER = DROP SERVER if_exists name:name [, ...] [ behavior ]
    CREATE USER MAPPING = CREATE USER MAPPING if_not_exists signature:mapping [ options ]
    mapping = FOR { USER | grantee } SERVER server:name
    ALTER USER MAPPING = ALTER USER MAPPING signature:mapping changed_options
    DROP USER MAPPING = DROP USER MAPPING if_exists signature:mapping
    CREATE FOREIGN TABLE = CREATE FOREIGN TABLE if_not_exists name:path
      { ( [ foreign_element [, ...] ] ) [ INHERITS ( relation [, ...] ) ]
      | PARTITION OF relation [ ( foreign_element [, ...] ) ] bound } SERVER server:name [ options ]
    foreign_element = constraint | foreign_column
    DROP FOREIGN TABLE = DROP FOREIGN TABLE if_exists name:path [, ...] [ behavior ]
    ALTER FOREIGN TABLE = ALTER FOREIGN TABLE if_exists name:path
      { RENAME TO rename:name | SET SCHEMA schema:name | RENAME [ COLUMN ] name TO name }
    ALTER FOREIGN TABLE = ALTER FOREIGN TABLE if_exists [ ONLY ] name:path [ * ] changes
    IMPORT FOREIGN SCHEMA = IMPORT FOREIGN SCHEMA name
      [ { LIMIT TO | EXCEPT } ( relation [, ...] ) ] FROM SERVER server:name INTO schema:name [ options ]
    CREATE LANGUAGE = CREATE or_replace [ TRUSTED ] [ PROCEDURAL ] LANGUAGE name:name
      [ HANDLER path [ INLINE path ] [ VALIDATOR path | NO VALIDATOR ] ]
    ALTER LANGUAGE = ALTER [ PROCEDURAL ] LANGUAGE name:name { RENAME TO rename:name | OWNER TO owner:role }
    DROP LANGUAGE = DROP [ PROCEDURAL ] LANGUAGE if_exists name:name [ behavior ]
    CREATE ACCESS METHOD = CREATE ACCESS METHOD name:name TYPE { INDEX | TABLE } HANDLER path
    DROP ACCESS METHOD = DROP ACCESS METHOD if_exists name:name [, ...] [ behavior ]
    CREATE TABLESPACE = CREATE TABLESPACE name:name [ OWNER owner:role ] LOCATION string [ WITH parameters ]
    ALTER TABLESPACE = ALTER TABLESPACE name:name
      { RENAME TO rename:name | OWNER TO owner:role | SET parameters | RESET parameters }
    DROP TABLESPACE = DROP TABLESPACE if_exists name:name
    CREATE DATABASE = CREATE DATABASE name:name [ WITH ] [ database_option [ ... ] ]
    database_option = { CONNECTION LIMIT | ENCODING | LOCATION | OWNER | TABLESPACE | TEMPLATE | word } [ = ]
      { DEFAULT | number | string | TRUE | FALSE | ON | word }
    ALTER DATABASE = ALTER DATABASE name:name { RENAME TO rename:name | OWNER TO owner:role }
    ALTER DATABASE = ALTER DATABASE name:name { REFRESH COLLATION VERSION | SET TABLESPACE name }
    ALTER DATABASE = ALTER DATABASE name:name setting
    ALTER DATABASE = ALTER DATABASE name:name [ WITH ] [ database_option [ ... ] ]
    DROP DATABASE = DROP DATABASE if_exists name:name [ [ WITH ] ( FORCE [, ...] ) ]
    ALTER LARGE OBJECT = ALTER LARGE OBJECT number OWNER TO owner:role
    ALTER SYSTEM = ALTER SYSTEM { SET variable { TO | = } { DEFAULT | setting_value [, ...] }
      | RESET { ALL | variable } }
    setting_value = TRUE | FALSE | ON | number | string | word

    """

  /// Statements that do something once, and what several rules share.
  static let commands = """
    LOCK = LOCK [ TABLE ] table:any_relation [, ...] [ IN lock_mode MODE ] [ NOWAIT ]
    lock_mode = ACCESS SHARE | ACCESS EXCLUSIVE | ROW SHARE | ROW EXCLUSIVE | SHARE UPDATE EXCLUSIVE
      | SHARE ROW EXCLUSIVE | SHARE | EXCLUSIVE
    VACUUM = VACUUM ( command_option [, ...] ) [ vacuumed [, ...] ]
    VACUUM = VACUUM [ FULL ] [ FREEZE ] [ VERBOSE ] [ { ANALYZE | ANALYSE } ] [ vacuumed [, ...] ]
    ANALYZE = { ANALYZE | ANALYSE } ( command_option [, ...] ) [ vacuumed [, ...] ]
    ANALYZE = { ANALYZE | ANALYSE } [ VERBOSE ] [ vacuumed [, ...] ]
    vacuumed = table:relation [ ( column:name [, ...] ) ]
    command_option = { ANALYZE | ANALYSE | word } [ { TRUE | FALSE | ON | number | string | word } ]
    REINDEX = REINDEX [ ( command_option [, ...] ) ] { kind:{ INDEX | TABLE } [ CONCURRENTLY ] table:relation
      | kind:{ SCHEMA | SYSTEM | DATABASE } [ CONCURRENTLY ] name:name }
    CLUSTER = CLUSTER ( command_option [, ...] ) table:relation [ USING index:name ]
    CLUSTER = CLUSTER [ VERBOSE ] index:name ON table:relation
    CLUSTER = CLUSTER [ VERBOSE ] [ table:relation [ USING index:name ] ]
    CHECKPOINT = CHECKPOINT
    DISCARD = DISCARD { ALL | TEMP | TEMPORARY | PLANS | SEQUENCES }
    LISTEN = LISTEN name
    UNLISTEN = UNLISTEN { * | name }
    NOTIFY = NOTIFY name [ , string ]
    LOAD = LOAD string
    SHOW = SHOW { TIME ZONE | TRANSACTION ISOLATION LEVEL | SESSION AUTHORIZATION | ALL | name:variable }
    if_exists = [ quiet:{ IF EXISTS } ]
    if_not_exists = [ quiet:{ IF NOT EXISTS } ]
    or_replace = [ replace:{ OR REPLACE } ]
    behavior = cascade:CASCADE | RESTRICT
    any_relation = ONLY ( relation ) | ONLY relation | relation [ * ]
    definition = ( definition_item [, ...] )
    definition_item = label [ = value ]
    parameters = ( parameter_item [, ...] )
    parameter_item = label [ . label ] [ = value ]
    options = OPTIONS ( option_item [, ...] )
    option_item = label string
    changed_options = OPTIONS ( changed_option [, ...] )
    changed_option = { SET | ADD } label string | DROP label | label string
    object = kind:{ POLICY | RULE } name:name ON table:relation
    object = kind:TRIGGER name:name ON table:relation
    object = kind:CONSTRAINT name:name ON DOMAIN domain:path
    object = kind:CONSTRAINT name:name ON table:relation
    object = kind:COLUMN column:column
    object = kind:{ TABLE | INDEX | SEQUENCE | VIEW | MATERIALIZED VIEW | FOREIGN TABLE } name:relation
    object = kind:{ TYPE | DOMAIN } type:type
    object = kind:{ FUNCTION | PROCEDURE | ROUTINE } routine:routine
    object = kind:AGGREGATE name:function signature:aggregate
    object = kind:{ OPERATOR CLASS | OPERATOR FAMILY } name:path USING signature:name
    object = kind:OPERATOR name:operator signature:operands
    object = kind:CAST signature:cast
    object = kind:TRANSFORM signature:transform
    object = kind:{ LARGE OBJECT } name:number
    object = kind:ROLE name:role
    object = [ PROCEDURAL ] kind:LANGUAGE name:name
    object = kind:{ SCHEMA | EXTENSION | ACCESS METHOD | DATABASE | EVENT TRIGGER | FOREIGN DATA WRAPPER
      | PUBLICATION | SERVER | SUBSCRIPTION | TABLESPACE } name:name
    object = kind:{ COLLATION | CONVERSION | STATISTICS | TEXT SEARCH CONFIGURATION | TEXT SEARCH DICTIONARY
      | TEXT SEARCH PARSER | TEXT SEARCH TEMPLATE } name:path

    """

  static let postgres = Rules(security + objects + servers + commands)
}
