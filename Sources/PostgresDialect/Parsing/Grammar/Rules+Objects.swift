extension Rules {
  /// Publications, rules, statistics, text search and the objects around types and functions.
  static let objects = """
    CREATE PUBLICATION = CREATE PUBLICATION name:name [ FOR { tables:{ ALL TABLES } | publication_object [, ...] } ]
      [ with:{ WITH definition } ]
    publication_object = TABLES IN SCHEMA { schema:CURRENT_SCHEMA | schema:name }
    publication_object = TABLE publication_table
    publication_object = publication_table
    publication_table = member:any_relation [ ( column:name [, ...] ) ] [ WHERE ( filter:expression ) ]
    ALTER PUBLICATION = ALTER PUBLICATION name:name { RENAME TO rename:name | OWNER TO owner:role }
    ALTER PUBLICATION = ALTER PUBLICATION name:name SET with:definition
    ALTER PUBLICATION = ALTER PUBLICATION name:name action:{ ADD | SET | DROP } publication_object [, ...]
    DROP PUBLICATION = DROP PUBLICATION if_exists name:name [, ...] [ behavior ]
    CREATE SUBSCRIPTION = CREATE SUBSCRIPTION name:name CONNECTION string PUBLICATION label [, ...]
      [ WITH definition ]
    ALTER SUBSCRIPTION = ALTER SUBSCRIPTION name:name { RENAME TO rename:name | OWNER TO owner:role }
    ALTER SUBSCRIPTION = ALTER SUBSCRIPTION name:name
      { SET definition | CONNECTION string | REFRESH PUBLICATION [ WITH definition ] | ENABLE | DISABLE
      | SKIP definition | { ADD | DROP | SET } PUBLICATION label [, ...] [ WITH definition ] }
    DROP SUBSCRIPTION = DROP SUBSCRIPTION if_exists name:name [ behavior ]
    CREATE RULE = CREATE or_replace RULE name:name AS ON event:{ SELECT | UPDATE | DELETE | INSERT } TO
      table:relation [ where:{ WHERE expression } ] DO [ instead:INSTEAD | ALSO ]
      { nothing:NOTHING | action:data | ( action:data_list ) }
    data_list = data [ ; ] [ ... ]
    ALTER RULE = ALTER RULE name:name ON table:relation RENAME TO rename:name
    DROP RULE = DROP RULE if_exists name:name ON table:relation [ behavior ]
    CREATE STATISTICS = CREATE STATISTICS if_not_exists name:path [ ( kind:name [, ...] ) ] ON
      statistics_item [, ...] FROM table:relation
    statistics_item = ( column:expression ) | column:call | column:name
    ALTER STATISTICS = ALTER STATISTICS name:path
      { RENAME TO rename:name | OWNER TO owner:role | SET SCHEMA schema:name }
    ALTER STATISTICS = ALTER STATISTICS if_exists name:path SET STATISTICS integer
    DROP STATISTICS = DROP STATISTICS if_exists name:path [, ...] [ behavior ]
    CREATE EVENT TRIGGER = CREATE EVENT TRIGGER name:name ON event:label
      [ WHEN event_filter [ and_event_filter [ ... ] ] ] EXECUTE { FUNCTION | PROCEDURE } function:function ( )
    and_event_filter = AND event_filter
    event_filter = name IN ( string [, ...] )
    ALTER EVENT TRIGGER = ALTER EVENT TRIGGER name:name { RENAME TO rename:name | OWNER TO owner:role }
    ALTER EVENT TRIGGER = ALTER EVENT TRIGGER name:name
      { DISABLE | ENABLE REPLICA | ENABLE ALWAYS | ENABLE }
    DROP EVENT TRIGGER = DROP EVENT TRIGGER if_exists name:name [, ...] [ behavior ]
    CREATE COLLATION = CREATE COLLATION if_not_exists name:path { FROM collation:path | definition }
    ALTER COLLATION = ALTER COLLATION name:path
      { RENAME TO rename:name | OWNER TO owner:role | SET SCHEMA schema:name | REFRESH VERSION }
    DROP COLLATION = DROP COLLATION if_exists name:path [, ...] [ behavior ]
    CREATE CONVERSION = CREATE [ DEFAULT ] CONVERSION name:path FOR string TO string FROM path
    ALTER CONVERSION = ALTER CONVERSION name:path
      { RENAME TO rename:name | OWNER TO owner:role | SET SCHEMA schema:name }
    DROP CONVERSION = DROP CONVERSION if_exists name:path [, ...] [ behavior ]
    CREATE CAST = CREATE CAST signature:cast
      { WITH FUNCTION function:routine | WITHOUT FUNCTION | WITH INOUT } [ AS { ASSIGNMENT | IMPLICIT } ]
    cast = ( type AS type )
    DROP CAST = DROP CAST if_exists signature:cast [ behavior ]
    CREATE TRANSFORM = CREATE or_replace TRANSFORM signature:transform ( transform_part [, ...] )
    transform = FOR type LANGUAGE name
    transform_part = { FROM | TO } SQL WITH FUNCTION function:routine
    DROP TRANSFORM = DROP TRANSFORM if_exists signature:transform [ behavior ]
    CREATE OPERATOR = CREATE OPERATOR name:operator definition
    operands = ( { NONE , type | type , { NONE | type } } )
    ALTER OPERATOR = ALTER OPERATOR name:operator signature:operands
      { OWNER TO owner:role | SET SCHEMA schema:name | SET ( operator_item [, ...] ) }
    operator_item = label = { NONE | value }
    DROP OPERATOR = DROP OPERATOR if_exists dropped_operator [, ...] [ behavior ]
    dropped_operator = name:operator signature:operands
    CREATE OPERATOR CLASS = CREATE OPERATOR CLASS name:path [ DEFAULT ] FOR TYPE type USING signature:name
      [ FAMILY family:path ] AS class_item [, ...]
    class_item = OPERATOR integer operator [ operands ]
      [ FOR { SEARCH | ORDER BY path } ] [ RECHECK ]
    class_item = FUNCTION integer [ ( type [, ...] ) ] function:routine
    class_item = STORAGE type
    CREATE OPERATOR FAMILY = CREATE OPERATOR FAMILY name:path USING signature:name
    ALTER OPERATOR CLASS = ALTER OPERATOR CLASS name:path USING signature:name
      { RENAME TO rename:name | OWNER TO owner:role | SET SCHEMA schema:name }
    ALTER OPERATOR FAMILY = ALTER OPERATOR FAMILY name:path USING signature:name
      { RENAME TO rename:name | OWNER TO owner:role | SET SCHEMA schema:name | ADD class_item [, ...]
      | DROP class_drop [, ...] }
    class_drop = { OPERATOR | FUNCTION } integer ( type [, ...] )
    DROP OPERATOR CLASS = DROP OPERATOR CLASS if_exists name:path USING signature:name [ behavior ]
    DROP OPERATOR FAMILY = DROP OPERATOR FAMILY if_exists name:path USING signature:name [ behavior ]
    CREATE AGGREGATE = CREATE or_replace AGGREGATE name:function signature:aggregate definition
    CREATE AGGREGATE = CREATE or_replace AGGREGATE name:function ( old_item [, ...] )
    old_item = name = value
    aggregate = ( { * | ORDER BY parameter [, ...] | parameter [, ...] [ ORDER BY parameter [, ...] ] } )
    ALTER AGGREGATE = ALTER AGGREGATE name:function signature:aggregate
      { RENAME TO rename:name | OWNER TO owner:role | SET SCHEMA schema:name }
    DROP AGGREGATE = DROP AGGREGATE if_exists dropped_aggregate [, ...] [ behavior ]
    dropped_aggregate = name:function signature:aggregate
    CREATE TEXT SEARCH PARSER = CREATE TEXT SEARCH PARSER name:path definition
    CREATE TEXT SEARCH DICTIONARY = CREATE TEXT SEARCH DICTIONARY name:path definition
    CREATE TEXT SEARCH TEMPLATE = CREATE TEXT SEARCH TEMPLATE name:path definition
    CREATE TEXT SEARCH CONFIGURATION = CREATE TEXT SEARCH CONFIGURATION name:path definition
    ALTER TEXT SEARCH PARSER = ALTER TEXT SEARCH PARSER name:path { RENAME TO rename:name | SET SCHEMA schema:name }
    ALTER TEXT SEARCH TEMPLATE = ALTER TEXT SEARCH TEMPLATE name:path
      { RENAME TO rename:name | SET SCHEMA schema:name }
    ALTER TEXT SEARCH DICTIONARY = ALTER TEXT SEARCH DICTIONARY name:path
      { RENAME TO rename:name | OWNER TO owner:role | SET SCHEMA schema:name | definition }
    ALTER TEXT SEARCH CONFIGURATION = ALTER TEXT SEARCH CONFIGURATION name:path
      { RENAME TO rename:name | OWNER TO owner:role | SET SCHEMA schema:name
      | { ADD | ALTER } MAPPING FOR name [, ...] WITH dictionary:path [, ...]
      | ALTER MAPPING [ FOR name [, ...] ] REPLACE path WITH dictionary:path
      | DROP MAPPING [ IF EXISTS ] FOR name [, ...] }
    DROP TEXT SEARCH PARSER = DROP TEXT SEARCH PARSER if_exists name:path [, ...] [ behavior ]
    DROP TEXT SEARCH DICTIONARY = DROP TEXT SEARCH DICTIONARY if_exists name:path [, ...] [ behavior ]
    DROP TEXT SEARCH TEMPLATE = DROP TEXT SEARCH TEMPLATE if_exists name:path [, ...] [ behavior ]
    DROP TEXT SEARCH CONFIGURATION = DROP TEXT SEARCH CONFIGURATION if_exists name:path [, ...] [ behavior ]
    ALTER FUNCTION = ALTER routine_kind routine:routine
      { RENAME TO rename:name | OWNER TO owner:role | SET SCHEMA schema:name
      | depends:{ [ NO ] DEPENDS ON EXTENSION name } | attribute:attribute [ ... ] [ RESTRICT ] }
    routine_kind = kind:{ FUNCTION | PROCEDURE | ROUTINE }
    ALTER TRIGGER = ALTER TRIGGER name:name ON table:relation depends:{ [ NO ] DEPENDS ON EXTENSION name }
    ALTER EXTENSION = ALTER EXTENSION name:name
      { UPDATE [ TO { version:string | version:word } ] | action:{ ADD | DROP } object | SET SCHEMA schema:name }

    """
}
