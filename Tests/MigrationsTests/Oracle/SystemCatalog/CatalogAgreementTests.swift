import Testing

/// Questions to `information_schema` and `pg_catalog`, against PostgreSQL.
@Suite struct CatalogAgreementTests {
  struct Family: Sendable, CustomTestStringConvertible {
    var name: String
    var statements: [String]
    var testDescription: String { name }

    init(_ name: String, _ statements: String...) {
      self.name = name
      self.statements = statements
    }
  }

  @Test(arguments: informationFamilies + catalogFamilies + procedureFamilies + otherFamilies)
  func answersAreThoseOfPostgreSQL(family: Family) throws {
    try expectAgreement(CatalogHistory.statements + family.statements)
  }

  static let informationFamilies = [
    Family(
      "information_schema: tables and views",
      "SELECT table_schema, table_name, table_type, is_insertable_into, is_typed, commit_action FROM information_schema.tables WHERE table_schema IN ('public', 'shop') ORDER BY 1, 2",
      "SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'users')",
      "SELECT EXISTS (SELECT FROM information_schema.tables WHERE table_schema = 'public' AND table_name = 'nothing')",
      "SELECT t.table_name, count(*) FROM information_schema.tables t JOIN information_schema.columns c USING (table_schema, table_name) WHERE t.table_schema = 'shop' GROUP BY t.table_name",
      "SELECT table_schema, table_name, check_option, is_updatable, is_insertable_into FROM information_schema.views WHERE table_schema = 'public'",
      "SELECT schema_name FROM information_schema.schemata ORDER BY 1",
      "SELECT schema_name, schema_owner FROM information_schema.schemata WHERE schema_name IN ('public', 'shop') ORDER BY 1"
    ),
    Family(
      "information_schema: columns",
      "SELECT table_name, column_name, ordinal_position, column_default, is_nullable, data_type FROM information_schema.columns WHERE table_schema IN ('public', 'shop') ORDER BY table_schema, table_name, ordinal_position",
      "SELECT column_name, character_maximum_length, character_octet_length, numeric_precision, numeric_precision_radix, numeric_scale, datetime_precision, interval_type FROM information_schema.columns WHERE table_schema IN ('public', 'shop') ORDER BY table_schema, table_name, ordinal_position",
      "SELECT column_name, collation_schema, collation_name, domain_schema, domain_name, udt_schema, udt_name, dtd_identifier FROM information_schema.columns WHERE table_schema IN ('public', 'shop') ORDER BY table_schema, table_name, ordinal_position",
      "SELECT column_name, is_identity, identity_generation, identity_start, identity_increment, identity_maximum, identity_minimum, identity_cycle, is_generated, generation_expression, is_updatable FROM information_schema.columns WHERE table_schema IN ('public', 'shop') ORDER BY table_schema, table_name, ordinal_position",
      "SELECT 1 FROM information_schema.columns WHERE table_name = 'users' AND column_name = 'mail'",
      "SELECT count(*) FROM information_schema.columns WHERE table_name = 'users'",
      "SELECT data_type FROM information_schema.columns WHERE table_name = 'users' AND column_name = 'tags'"),
    Family(
      "information_schema: constraints",
      "SELECT table_schema, table_name, constraint_name, constraint_type, is_deferrable, initially_deferred, enforced FROM information_schema.table_constraints WHERE table_schema IN ('public', 'shop') AND constraint_name NOT LIKE '%_not_null' ORDER BY 1, 2, 3",
      "SELECT table_name, count(*) FROM information_schema.table_constraints WHERE constraint_name LIKE '%_not_null' AND table_schema IN ('public', 'shop') AND table_name NOT LIKE 'parted%' GROUP BY 1 ORDER BY 1",
      "SELECT constraint_name, table_name, column_name, ordinal_position, position_in_unique_constraint FROM information_schema.key_column_usage WHERE table_schema IN ('public', 'shop') ORDER BY 1, 4",
      "SELECT constraint_schema, constraint_name, table_schema, table_name, column_name FROM information_schema.constraint_column_usage WHERE table_schema IN ('public', 'shop') ORDER BY 2, 5",
      "SELECT constraint_name, table_schema, table_name FROM information_schema.constraint_table_usage WHERE table_schema IN ('public', 'shop') ORDER BY 1",
      "SELECT constraint_name, unique_constraint_schema, unique_constraint_name, match_option, update_rule, delete_rule FROM information_schema.referential_constraints",
      "SELECT constraint_name, check_clause FROM information_schema.check_constraints WHERE constraint_schema IN ('public', 'shop') AND constraint_name NOT LIKE '%_not_null' ORDER BY 1",
      "SELECT check_clause FROM information_schema.check_constraints WHERE constraint_schema = 'shop' AND constraint_name LIKE '%_not_null' ORDER BY 1",
      "SELECT tc.constraint_name, kcu.column_name, ccu.table_name AS parent, ccu.column_name FROM information_schema.table_constraints tc JOIN information_schema.key_column_usage kcu ON tc.constraint_name = kcu.constraint_name AND tc.table_schema = kcu.table_schema JOIN information_schema.constraint_column_usage ccu ON ccu.constraint_name = tc.constraint_name WHERE tc.constraint_type = 'FOREIGN KEY'"
    ),
  ]

  static let catalogFamilies = [
    Family(
      "pg_class, pg_namespace, pg_tables",
      "SELECT relname, relkind, nspname, relam, relnatts, relchecks, relhasindex, relhasrules, relhastriggers, relhassubclass, relrowsecurity, relispopulated, relreplident, relispartition, relpersistence FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname IN ('public', 'shop') ORDER BY 3, 1",
      "SELECT relname FROM pg_catalog.pg_class WHERE oid = 'shop.orders'::regclass",
      "SELECT 'users'::regclass = c.oid FROM pg_class c WHERE relname = 'users'",
      "SELECT schemaname, tablename, tableowner, hasindexes, hasrules, hastriggers, rowsecurity FROM pg_tables WHERE schemaname IN ('public', 'shop') ORDER BY 2",
      "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'users')",
      "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_temp%' AND nspname NOT LIKE 'pg_toast_%' ORDER BY 1",
      "SELECT inhrelid::regclass, inhparent::regclass, inhseqno FROM pg_inherits",
      "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'parted'::regclass",
      "SELECT partrelid::regclass, partstrat, partnatts, partattrs FROM pg_partitioned_table",
      "SELECT pg_get_partkeydef('parted'::regclass)",
      "SELECT viewname, schemaname FROM pg_views WHERE schemaname = 'public'",
      "SELECT matviewname, hasindexes, ispopulated FROM pg_matviews"),
    Family(
      "pg_attribute and pg_attrdef",
      "SELECT attrelid::regclass, attname, atttypid::regtype, attlen, attnum, attndims, atttypmod, attbyval, attalign, attstorage, attnotnull, atthasdef, attidentity, attgenerated, attisdropped, attcollation FROM pg_attribute WHERE attrelid IN ('users'::regclass, 'shop.orders'::regclass, 'u'::regclass, 'v'::regclass, 'mv'::regclass) AND attnum > 0 AND NOT attisdropped ORDER BY attrelid::regclass::text, attnum",
      "SELECT attname, attisdropped FROM pg_attribute WHERE attrelid = 'u'::regclass AND attisdropped",
      "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid IN ('users'::regclass, 'u'::regclass) AND attnum > 0 AND NOT attisdropped ORDER BY attrelid::regclass::text, attnum",
      "SELECT a.attname, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum ORDER BY d.adrelid::regclass::text, d.adnum",
      "SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass('users') AND attname = 'mail'"),
    Family(
      "pg_constraint",
      "SELECT conname, contype, condeferrable, convalidated, conrelid::regclass, contypid::regtype, conindid::regclass, confrelid::regclass, confupdtype, confdeltype, confmatchtype, conislocal, connoinherit, conkey, confkey FROM pg_constraint WHERE connamespace IN ('public'::regnamespace, 'shop'::regnamespace) ORDER BY 1",
      "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace::regnamespace::text IN ('public', 'shop') ORDER BY 1",
      "SELECT conname FROM pg_constraint WHERE conrelid = 'users'::regclass AND contype = 'c'",
      "SELECT 1 FROM pg_constraint WHERE conname = 'users_name_key'",
      "SELECT c.conname, a.attname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) WHERE c.conrelid = 'shop.orders'::regclass ORDER BY 1, 2",
      "SELECT conname FROM pg_constraint WHERE conrelid = to_regclass('public.nothing')"),
    Family(
      "pg_index and pg_indexes",
      "SELECT indexrelid::regclass, indrelid::regclass, indnatts, indnkeyatts, indisunique, indisprimary, indimmediate, indisvalid, indkey, indoption FROM pg_index WHERE indrelid IN ('users'::regclass, 'shop.orders'::regclass, 'u'::regclass) ORDER BY indexrelid::regclass::text",
      "SELECT schemaname, tablename, indexname, indexdef FROM pg_indexes WHERE schemaname IN ('public', 'shop') ORDER BY 3",
      "SELECT indexname FROM pg_indexes WHERE tablename = 'users' AND indexname = 'users_mail'",
      "SELECT i.relname, a.attname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = ANY (x.indkey) WHERE x.indrelid = 'users'::regclass ORDER BY 1, 2",
      "SELECT pg_get_indexdef(indexrelid, 1, true) FROM pg_index WHERE indrelid = 'shop.orders'::regclass ORDER BY 1",
      "SELECT pg_get_indexdef('orders_at'::regclass)", "SELECT pg_get_indexdef('shop.orders_at'::regclass)",
      "SELECT pg_get_expr(indpred, indrelid), pg_get_expr(indexprs, indrelid) FROM pg_index WHERE indexrelid = 'shop.orders_note_idx'::regclass",
      "SELECT indkey[0], indkey[1] FROM pg_index WHERE indexrelid = 'shop.orders_at'::regclass"),
    Family(
      "pg_type and pg_enum",
      "SELECT typname, typlen, typbyval, typtype, typcategory, typispreferred, typdelim, typelem::regtype, typarray::regtype, typalign, typstorage, typnotnull, typbasetype::regtype, typtypmod, typndims, typcollation FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace WHERE nspname IN ('public', 'shop') ORDER BY 1",
      "SELECT 1 FROM pg_type WHERE typname = 'mood'",
      "SELECT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'users')",
      "SELECT t.typname, e.enumlabel, e.enumsortorder FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid ORDER BY 3",
      "SELECT enumlabel FROM pg_enum WHERE enumtypid = 'mood'::regtype ORDER BY enumsortorder DESC",
      "SELECT 1 FROM pg_enum WHERE enumlabel = 'happy' AND enumtypid = (SELECT oid FROM pg_type WHERE typname = 'mood')",
      "SELECT oid, typname, typlen, typarray FROM pg_type WHERE typname IN ('int4', 'text', 'uuid', '_text', 'jsonb', 'bool') ORDER BY oid",
      "SELECT t.typname FROM pg_type t JOIN pg_namespace n ON t.typnamespace = n.oid WHERE t.typname = 'mood' AND n.nspname = current_schema()",
      "SELECT typdefault FROM pg_type WHERE typname = 'amount'",
      "SELECT rngtypid::regtype, rngsubtype::regtype, rngmultitypid::regtype FROM pg_range WHERE rngtypid < 16000 ORDER BY 1::text"
    ),
    Family(
      "names of objects",
      "SELECT 'users'::regclass, 'shop.orders'::regclass::text, 'users_pkey'::regclass, 'counter'::regclass",
      "SELECT 'nothing'::regclass", "SELECT 'nowhere.users'::regclass",
      "SELECT to_regclass('nothing') IS NULL",
      "SELECT to_regclass('shop.orders')", "SELECT to_regclass('nowhere.x')", "SELECT '\"users\"'::regclass",
      "SELECT 'USERS'::regclass", "SELECT name::regclass FROM (VALUES ('users'), ('shop.orders')) AS t(name)",
      "SELECT name::regclass FROM (VALUES ('users'), ('nothing')) AS t(name)",
      "SELECT to_regclass(name) IS NULL FROM (VALUES ('users'), ('nothing')) AS t(name)",
      "SELECT 'int'::regtype, 'character varying'::regtype, 'mood'::regtype, 'shop.amount'::regtype, 'text[]'::regtype, 'timestamptz'::regtype::text",
      "SELECT to_regtype('nothing'), to_regtype('int4')", "SELECT 'nothing'::regtype",
      "SELECT 'text'::regtype::oid, 'text'::regtype = 25",
      "SELECT 'touch'::regproc, 'add(integer, integer)'::regprocedure, to_regproc('nothing')",
      "SELECT to_regprocedure('add(int, int)'), to_regprocedure('add(int)')", "SELECT 'nothing'::regproc",
      "SELECT 'shop'::regnamespace, to_regnamespace('nowhere')", "SELECT 'nowhere'::regnamespace",
      "SELECT 2200::regnamespace",
      "SELECT 'postgres'::regrole, 10::regrole, to_regrole('nobody')",
      "SELECT 'pg_class'::regclass, 'pg_class'::regclass::oid",
      "SELECT format('%I.%s', 'a', 'users'::regclass)", "SELECT 'x' || 'users'::regclass",
      "SELECT coalesce(to_regclass('nothing'), 'users'::regclass)",
      "SELECT count(*) FROM pg_class WHERE oid IN ('users'::regclass, 'v'::regclass)",
      "SELECT relname FROM pg_class WHERE oid = ANY (ARRAY['users', 'v']::regclass[]) ORDER BY 1",
      "SELECT 0::regclass, pg_typeof(1), pg_typeof('x'::text), pg_typeof(now()) = 'timestamptz'::regtype"),
    Family(
      "comments, the session and privileges",
      "SELECT obj_description('users'::regclass), obj_description('users'::regclass, 'pg_class'), col_description('users'::regclass, 3), obj_description('shop'::regnamespace, 'pg_namespace')",
      "SELECT objsubid, description FROM pg_description WHERE objoid = 'users'::regclass AND classoid = 'pg_class'::regclass ORDER BY 1",
      "SELECT c.relname, d.description FROM pg_class c LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0 WHERE c.relname IN ('users', 'u') ORDER BY 1",
      "SELECT current_schema(), current_schemas(false), current_schemas(true), current_user, session_user",
      "SELECT current_setting('server_version_num')::int / 10000, current_setting('nothing.at_all', true)",
      "SELECT current_setting('nothing.at_all')", "SELECT current_setting('search_path')",
      "SELECT has_table_privilege('users', 'SELECT'), has_schema_privilege('public', 'USAGE'), pg_table_is_visible('users'::regclass), pg_table_is_visible('shop.orders'::regclass)",
      "SELECT pg_type_is_visible('mood'::regtype), pg_function_is_visible('touch'::regproc)",
      "SELECT rolname, rolsuper, rolcanlogin, rolinherit FROM pg_roles WHERE rolname IN ('postgres', 'pg_monitor') ORDER BY 1",
      "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'nobody_at_all')",
      "SELECT usename FROM pg_user WHERE usename = 'postgres'",
      "SELECT name, setting FROM pg_settings WHERE name = 'server_encoding'",
      "SELECT lanname, lanispl, lanpltrusted FROM pg_language ORDER BY 1",
      "SELECT amname, amtype FROM pg_am ORDER BY oid",
      "SELECT pg_encoding_to_char(encoding), datallowconn FROM pg_database WHERE datname = current_database()",
      "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'users'"),
  ]
}
