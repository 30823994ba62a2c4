/// Each gives a fact's name, and then what it says. https://www.postgresql.org/docs/15/catalogs.html
extension PostgresCatalog {
  static let queries =
    [
      schemas, extensions, relations, parents, columnOrder, columns, constraints, indexes, sequences, enums,
      domains, ranges, functions, aggregates, triggers, policies, rules, statistics, comments, publications,
      eventTriggers,
    ] + others

  /// Whether an object of a catalog, given its id, is a user's own and not an extension's.
  private static func isOwn(_ id: String, in catalog: String) -> String {
    """
    NOT EXISTS (SELECT FROM pg_depend d
      WHERE d.classid = '\(catalog)'::regclass AND d.objid = \(id) AND d.deptype = 'e')
    """
  }

  private static func isOwn(schema: String) -> String {
    "\(schema) NOT IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'pg\\_%' OR nspname = 'information_schema')"
  }

  private static var ownRelation: String {
    "\(isOwn(schema: "c.relnamespace")) AND \(isOwn("c.oid", in: "pg_class"))"
  }

  private static let schemas = """
    SELECT 'schema ' || quote_ident(nspname), '' FROM pg_namespace n
    WHERE \(isOwn(schema: "oid")) AND \(isOwn("oid", in: "pg_namespace"))
    """

  private static let extensions = """
    SELECT 'extension ' || quote_ident(extname), 'in ' || extnamespace::regnamespace FROM pg_extension
    """

  private static let relations = """
    SELECT CASE relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'c' THEN 'composite type '
        WHEN 'S' THEN 'sequence ' WHEN 'f' THEN 'foreign table ' ELSE 'table ' END || c.oid::regclass,
      CASE relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' END,
      CASE WHEN relrowsecurity THEN 'row security' END, CASE WHEN relforcerowsecurity THEN 'forced' END,
      'with ' || reloptions::text, pg_get_partkeydef(c.oid), pg_get_expr(relpartbound, c.oid),
      CASE WHEN relreplident <> 'd' AND relkind IN ('r', 'p') THEN 'replica identity ' || relreplident::text END,
      CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
      CASE WHEN relkind = 'm' AND NOT relispopulated THEN 'not populated' END
    FROM pg_class c WHERE relkind IN ('r', 'p', 'v', 'm', 'c', 'S', 'f') AND \(ownRelation)
    """

  private static let parents = """
    SELECT 'parents of ' || c.oid::regclass, string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno)
    FROM pg_class c JOIN pg_inherits ON inhrelid = c.oid WHERE \(ownRelation) GROUP BY c.oid
    """

  private static let columnOrder = """
    SELECT 'columns of ' || c.oid::regclass, string_agg(quote_ident(attname), ', ' ORDER BY attnum)
    FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    WHERE relkind IN ('r', 'p', 'v', 'm', 'c', 'f') AND \(ownRelation) GROUP BY c.oid
    """

  private static let columns = """
    SELECT 'column ' || c.oid::regclass || '.' || quote_ident(attname), format_type(atttypid, atttypmod),
      CASE WHEN attcollation <> typcollation THEN 'collate ' || attcollation::regcollation END,
      CASE WHEN attnotnull THEN 'not null' END,
      CASE attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
      CASE attgenerated WHEN 's' THEN 'generated ' ELSE 'default ' END || pg_get_expr(adbin, adrelid),
      CASE WHEN attstorage <> typstorage THEN 'storage ' || attstorage::text END,
      CASE WHEN attcompression <> '' THEN 'compression ' || attcompression::text END,
      CASE WHEN attstattarget > 0 THEN 'statistics ' || attstattarget END, 'with ' || attoptions::text,
      CASE WHEN NOT attislocal THEN 'not local' END, CASE WHEN attinhcount > 0 THEN 'inherited' END
    FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    JOIN pg_type t ON t.oid = atttypid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relkind IN ('r', 'p', 'v', 'm', 'c', 'f') AND \(ownRelation)
    """

  private static let constraints = """
    SELECT 'constraint ' || quote_ident(conname) || ' on '
        || CASE WHEN conrelid <> 0 THEN conrelid::regclass::text ELSE contypid::regtype::text END,
      pg_get_constraintdef(k.oid), CASE WHEN NOT convalidated THEN 'not valid' END,
      CASE WHEN NOT conislocal THEN 'not local' END
    FROM pg_constraint k WHERE contype <> 't' AND \(isOwn(schema: "connamespace"))
      AND \(isOwn("k.conrelid", in: "pg_class")) AND \(isOwn("k.contypid", in: "pg_type"))
    """

  private static let indexes = """
    SELECT 'index ' || c.oid::regclass, pg_get_indexdef(c.oid), CASE WHEN indisclustered THEN 'clustered' END,
      CASE WHEN indisreplident THEN 'replica identity' END, CASE WHEN NOT indisvalid THEN 'not valid' END,
      CASE WHEN indisprimary THEN 'primary' END
    FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE \(ownRelation)
    """

  private static let sequences = """
    SELECT 'numbers of ' || c.oid::regclass, format_type(seqtypid, NULL), 'start ' || seqstart, 'by ' || seqincrement,
      'from ' || seqmin, 'to ' || seqmax, 'cache ' || seqcache, CASE WHEN seqcycle THEN 'cycle' END,
      (SELECT CASE deptype WHEN 'a' THEN 'owned by ' ELSE 'identity of ' END
          || refobjid::regclass || '.' || quote_ident(attname)
        FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
        WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype IN ('a', 'i'))
    FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid WHERE \(ownRelation)
    """

  private static let enums = """
    SELECT 'enum ' || t.oid::regtype, string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
    FROM pg_type t LEFT JOIN pg_enum ON enumtypid = t.oid
    WHERE typtype = 'e' AND \(isOwn(schema: "typnamespace")) AND \(isOwn("t.oid", in: "pg_type")) GROUP BY t.oid
    """

  private static let domains = """
    SELECT 'domain ' || t.oid::regtype, format_type(t.typbasetype, t.typtypmod),
      CASE WHEN t.typnotnull THEN 'not null' END, 'default ' || pg_get_expr(t.typdefaultbin, 0),
      CASE WHEN t.typcollation <> b.typcollation THEN 'collate ' || t.typcollation::regcollation END
    FROM pg_type t JOIN pg_type b ON b.oid = t.typbasetype
    WHERE t.typtype = 'd' AND \(isOwn(schema: "t.typnamespace")) AND \(isOwn("t.oid", in: "pg_type"))
    """

  private static let ranges = """
    SELECT 'range ' || rngtypid::regtype, rngsubtype::regtype::text, rngmultitypid::regtype::text
    FROM pg_range JOIN pg_type t ON t.oid = rngtypid WHERE \(isOwn(schema: "typnamespace"))
    """

  private static let functions = """
    SELECT CASE prokind WHEN 'p' THEN 'procedure ' ELSE 'function ' END || p.oid::regprocedure,
      pg_get_functiondef(p.oid)
    FROM pg_proc p WHERE prokind IN ('f', 'p', 'w') AND \(isOwn(schema: "pronamespace"))
      AND \(isOwn("p.oid", in: "pg_proc")) AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'internal')
    """

  private static let aggregates = """
    SELECT 'aggregate ' || aggfnoid::regprocedure, aggtransfn::text, aggfinalfn::text, aggtranstype::regtype::text,
      agginitval
    FROM pg_aggregate JOIN pg_proc p ON p.oid = aggfnoid
    WHERE \(isOwn(schema: "pronamespace")) AND \(isOwn("p.oid", in: "pg_proc"))
    """

  private static let triggers = """
    SELECT 'trigger ' || quote_ident(tgname) || ' on ' || tgrelid::regclass, pg_get_triggerdef(g.oid),
      CASE WHEN tgenabled <> 'O' THEN 'enabled ' || tgenabled::text END
    FROM pg_trigger g JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND \(ownRelation)
    """

  private static let policies = """
    SELECT 'policy ' || quote_ident(polname) || ' on ' || polrelid::regclass, polcmd::text,
      CASE WHEN NOT polpermissive THEN 'restrictive' END,
      'to ' || (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE r::regrole::text END, ', ')
        FROM unnest(polroles) AS r),
      'using ' || pg_get_expr(polqual, polrelid), 'with check ' || pg_get_expr(polwithcheck, polrelid)
    FROM pg_policy
    """

  private static let rules = """
    SELECT 'rule ' || quote_ident(rulename) || ' on ' || ev_class::regclass, pg_get_ruledef(r.oid),
      CASE WHEN ev_enabled <> 'O' THEN 'enabled ' || ev_enabled::text END
    FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class WHERE rulename <> '_RETURN' AND \(ownRelation)
    """

  private static let statistics = """
    SELECT 'statistics ' || stxnamespace::regnamespace || '.' || quote_ident(stxname), pg_get_statisticsobjdef(oid),
      CASE WHEN stxstattarget >= 0 THEN 'target ' || stxstattarget END
    FROM pg_statistic_ext
    """

  private static let comments = """
    SELECT 'comment on ' || i.type || ' ' || i.identity, description
    FROM pg_description, pg_identify_object(classoid, objoid, objsubid) AS i
    WHERE objoid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d
      WHERE d.classid = classoid AND d.objid = objoid AND d.deptype = 'e')
      OR classoid = 'pg_namespace'::regclass AND objoid = 'public'::regnamespace
    """

  private static let publications = """
    SELECT 'publication ' || quote_ident(pubname), CASE WHEN puballtables THEN 'all tables' END,
      (SELECT string_agg(prrelid::regclass::text, ', ' ORDER BY prrelid::regclass::text)
        FROM pg_publication_rel WHERE prpubid = p.oid), pubinsert::text, pubupdate::text, pubdelete::text
    FROM pg_publication p
    """

  private static let eventTriggers = """
    SELECT 'event trigger ' || quote_ident(evtname), evtevent::text, evtfoid::regprocedure::text, evttags::text,
      evtenabled::text
    FROM pg_event_trigger
    """

  /// Of the rarer kinds, that they are there.
  private static let others = [
    "pg_operator", "pg_opclass", "pg_opfamily", "pg_cast", "pg_conversion", "pg_collation", "pg_ts_config",
    "pg_ts_dict", "pg_ts_parser", "pg_ts_template", "pg_language", "pg_foreign_server",
    "pg_foreign_data_wrapper", "pg_transform", "pg_am",
  ].map { catalog in
    """
    SELECT i.type || ' ' || i.identity, '' FROM \(catalog) o, pg_identify_object('\(catalog)'::regclass, o.oid, 0) AS i
    WHERE o.oid >= 16384 AND \(isOwn("o.oid", in: catalog))
    """
  }
}
