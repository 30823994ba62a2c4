extension SystemRelation {
  /// What yields the rows of each; their names in the two schemas are different ones.
  static let sources: [String: any SystemRows.Type] = [
    // Tables and what hangs on them
    "pg_class": ClassRows.self, "pg_tables": TableListRows.self, "pg_inherits": InheritanceRows.self,
    "pg_partitioned_table": PartitionedTableRows.self, "pg_attribute": AttributeRows.self,
    "pg_attrdef": DefaultRows.self, "pg_constraint": ConstraintRows.self, "pg_index": IndexRows.self,
    "pg_indexes": IndexListRows.self, "pg_views": ViewListRows.self, "pg_matviews": MaterializedViewRows.self,
    // Types and schemas
    "pg_type": TypeRows.self, "pg_enum": EnumRows.self, "pg_range": RangeRows.self,
    "pg_namespace": NamespaceRows.self,
    // Roles
    "pg_roles": RoleRows.self, "pg_authid": RoleRows.self, "pg_user": UserRows.self,
    "enabled_roles": RoleRows.self,
    // The server
    "pg_settings": SettingRows.self, "pg_description": DescriptionRows.self,
    "pg_shdescription": SharedDescriptionRows.self,
    "pg_am": AccessMethodRows.self, "pg_collation": CollationRows.self, "pg_language": LanguageRows.self,
    "pg_database": DatabaseRows.self, "pg_tablespace": TablespaceRows.self, "pg_locks": NoRows.self,
    "pg_seclabel": NoRows.self,
    // information_schema
    "tables": InformationTableRows.self, "columns": InformationColumnRows.self,
    "views": InformationViewRows.self, "table_constraints": TableConstraintRows.self,
    "check_constraints": CheckConstraintRows.self, "key_column_usage": KeyColumnRows.self,
    "constraint_column_usage": ConstraintColumnRows.self, "constraint_table_usage": ConstraintTableRows.self,
    "referential_constraints": ReferentialConstraintRows.self, "schemata": SchemataRows.self,
    "information_schema_catalog_name": DatabaseRows.self, "collations": CollationRows.self,
  ]
}
