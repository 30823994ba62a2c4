extension CatalogAgreementTests {
  static let procedureFamilies = [
    Family(
      "pg_proc and routines",
      "SELECT proname, pronamespace::regnamespace, (SELECT lanname FROM pg_language l WHERE l.oid = prolang), procost, prorows, provariadic::regtype, prokind, prosecdef, proleakproof, proisstrict, proretset, provolatile, proparallel, pronargs, pronargdefaults, prorettype::regtype, proargtypes, proargmodes, proargnames, prosrc FROM pg_proc WHERE pronamespace IN ('public'::regnamespace, 'shop'::regnamespace) AND proname IN ('touch', 'add', 'listing', 'tbl', 'clean', 'total', 'owner_of') AND proname <> 'owner_of' ORDER BY 1",
      "SELECT 1 FROM pg_proc WHERE proname = 'touch'",
      "SELECT EXISTS (SELECT 1 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'shop' AND p.proname = 'total')",
      "SELECT proname, pg_get_function_arguments(oid), pg_get_function_identity_arguments(oid), pg_get_function_result(oid) FROM pg_proc WHERE proname IN ('touch', 'add', 'listing', 'tbl', 'clean', 'total', 'owner_of') AND pronamespace <> 'pg_catalog'::regnamespace ORDER BY 1",
      "SELECT pg_get_functiondef('add(int, int)'::regprocedure), pg_get_functiondef('touch'::regproc)",
      "SELECT pg_get_functiondef('tbl'::regproc), pg_get_functiondef('clean'::regproc), pg_get_functiondef('shop.total'::regproc)",
      "SELECT oid::regprocedure, oid::regproc FROM pg_proc WHERE proname IN ('add', 'total', 'tbl') AND pronamespace <> 'pg_catalog'::regnamespace ORDER BY 1::text",
      "SELECT routine_schema, routine_name, routine_type, data_type, type_udt_name, dtd_identifier, routine_body, routine_definition, external_language, is_deterministic, is_null_call, security_type FROM information_schema.routines WHERE routine_name IN ('touch', 'add', 'listing', 'tbl', 'clean', 'total') AND routine_schema IN ('public', 'shop') ORDER BY 2",
      "SELECT r.routine_name, p.ordinal_position, p.parameter_mode, p.parameter_name, p.data_type, p.udt_name, p.parameter_default FROM information_schema.parameters p JOIN information_schema.routines r USING (specific_schema, specific_name) WHERE r.routine_name IN ('touch', 'add', 'listing', 'tbl', 'clean', 'total') AND specific_schema IN ('public', 'shop') ORDER BY 1, 2",
      "SELECT count(*) FROM information_schema.routines WHERE routine_schema = 'public' AND routine_name = 'touch'"
    ),
    Family(
      "pg_trigger and triggers",
      "CREATE TRIGGER audit AFTER INSERT OR UPDATE OF name, score ON users FOR EACH ROW WHEN (NEW.id > 1) EXECUTE FUNCTION touch()",
      "CREATE FUNCTION plain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
      "CREATE TRIGGER total BEFORE INSERT ON shop.orders FOR EACH ROW EXECUTE FUNCTION plain()",
      "ALTER TABLE shop.orders DISABLE TRIGGER total",
      "CREATE TRIGGER instead INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION plain()",
      "SELECT is_trigger_updatable, is_trigger_deletable, is_trigger_insertable_into FROM information_schema.views WHERE table_name = 'v'",
      "SELECT relhastriggers FROM pg_class WHERE relname = 'v'",
      "SELECT tgname, tgrelid::regclass, tgfoid::regproc, tgtype, tgenabled, tgisinternal, tgdeferrable, tginitdeferred, tgnargs, tgattr FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
      "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
      "SELECT 1 FROM pg_trigger WHERE tgname = 'users_touch'",
      "SELECT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'users_touch' AND tgrelid = 'public.users'::regclass)",
      "SELECT trigger_schema, trigger_name, event_manipulation, event_object_schema, event_object_table, action_order, action_condition, action_statement, action_orientation, action_timing FROM information_schema.triggers ORDER BY 2, 3",
      "SELECT trigger_name, event_object_table, event_object_column FROM information_schema.triggered_update_columns ORDER BY 1, 3"
    ),
  ]

  static let otherFamilies = [
    Family(
      "sequences",
      "SELECT seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle FROM pg_sequence ORDER BY seqrelid::regclass::text",
      "SELECT schemaname, sequencename, sequenceowner, data_type, start_value, min_value, max_value, increment_by, cycle, cache_size FROM pg_sequences ORDER BY 2",
      "SELECT sequence_schema, sequence_name, data_type, numeric_precision, start_value, minimum_value, maximum_value, increment, cycle_option FROM information_schema.sequences ORDER BY 2",
      "SELECT 1 FROM pg_class WHERE relkind = 'S' AND relname = 'counter'",
      "SELECT s.relname, t.relname, a.attname FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid WHERE s.relkind = 'S' ORDER BY 1"
    ),
    Family(
      "policies",
      "SELECT schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check FROM pg_policies ORDER BY policyname",
      "SELECT polname, polrelid::regclass, polcmd, polpermissive, polroles, pg_get_expr(polqual, polrelid) FROM pg_policy ORDER BY 1",
      "SELECT 1 FROM pg_policies WHERE tablename = 'users' AND policyname = 'own'"),
    Family(
      "extensions, publications, privileges",
      "CREATE EXTENSION pg_trgm",
      "SELECT extname, extnamespace::regnamespace, extversion FROM pg_extension ORDER BY 1",
      "SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'",
      "SELECT name, installed_version IS NOT NULL FROM pg_available_extensions WHERE name IN ('pg_trgm', 'hstore', 'postgis', 'plpgsql') ORDER BY 1",
      "SELECT pubname, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot FROM pg_publication",
      "SELECT pubname, schemaname, tablename, attnames FROM pg_publication_tables",
      "SELECT 1 FROM pg_publication_tables WHERE pubname = 'pub' AND tablename = 'users'",
      "SELECT grantor, grantee, privilege_type, is_grantable, with_hierarchy FROM information_schema.table_privileges WHERE table_name = 'users' AND table_schema = 'public' ORDER BY 2, 3",
      "SELECT grantee, privilege_type FROM information_schema.role_table_grants WHERE table_name = 'users' AND table_schema = 'public' ORDER BY 1, 2",
      "SELECT relacl FROM pg_class WHERE relname = 'users'",
      "SELECT role_name FROM information_schema.enabled_roles WHERE role_name = 'postgres'",
      "SELECT evtname FROM pg_event_trigger"),
    Family(
      "domains, composite types, elements",
      "SELECT domain_schema, domain_name, data_type, character_maximum_length, numeric_precision, numeric_scale, domain_default, udt_name FROM information_schema.domains WHERE domain_schema IN ('public', 'shop') ORDER BY 2",
      "SELECT constraint_name, domain_schema, domain_name, is_deferrable FROM information_schema.domain_constraints WHERE domain_schema IN ('public', 'shop') ORDER BY 1",
      "SELECT object_name, object_type, collection_type_identifier, data_type, udt_schema, udt_name, dtd_identifier FROM information_schema.element_types WHERE object_schema IN ('public', 'shop') AND object_type = 'TABLE' ORDER BY 1, 3",
      "SELECT udt_name, attribute_name, ordinal_position, data_type, attribute_udt_name, is_nullable FROM information_schema.attributes WHERE udt_schema = 'public' ORDER BY 1, 3",
      "SELECT user_defined_type_name, user_defined_type_category, is_instantiable FROM information_schema.user_defined_types WHERE user_defined_type_schema = 'public'",
      "SELECT domain_name, table_name, column_name FROM information_schema.column_domain_usage WHERE domain_schema IN ('public', 'shop') ORDER BY 1",
      "SELECT udt_name, table_name, column_name FROM information_schema.column_udt_usage WHERE table_schema = 'public' AND table_name = 'users' ORDER BY 3"
    ),
    Family(
      "what depends on what",
      "SELECT DISTINCT v.relname FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class WHERE d.refobjid = 'users'::regclass AND d.deptype = 'n' ORDER BY 1",
      "SELECT view_name, table_name FROM information_schema.view_table_usage WHERE view_schema = 'public'",
      "SELECT c.relname, a.attname FROM pg_depend d JOIN pg_class c ON c.oid = d.objid JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE c.relkind = 'i' AND d.refobjid = 'users'::regclass ORDER BY 1, 2"
    ),
  ]
}
