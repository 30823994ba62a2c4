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
    "pg_sequence": SequenceRows.self, "pg_sequences": SequenceRows.self,
    "pg_trigger": TriggerRows.self, "pg_policy": PolicyRows.self, "pg_policies": PolicyRows.self,
    "pg_proc": RoutineRows.self, "pg_depend": DependencyRows.self, "pg_rewrite": RewriteRows.self,
    "pg_publication": PublicationRows.self, "pg_publication_tables": PublicationTableRows.self,
    "pg_event_trigger": EventTriggerRows.self, "pg_extension": ExtensionRows.self,
    "pg_available_extensions": AvailableExtensionRows.self,
    // Roles
    "pg_roles": RoleRows.self, "pg_authid": RoleRows.self, "pg_user": UserRows.self,
    "enabled_roles": RoleRows.self,
    // The server
    "pg_settings": SettingRows.self, "pg_description": DescriptionRows.self,
    "pg_shdescription": SharedDescriptionRows.self,
    "pg_am": AccessMethodRows.self, "pg_collation": CollationRows.self, "pg_language": LanguageRows.self,
    "pg_database": DatabaseRows.self, "pg_tablespace": TablespaceRows.self, "pg_locks": NoRows.self,
    "pg_seclabel": NoRows.self, "pg_timezone_names": TimeZoneRows.self,
    // information_schema
    "tables": InformationTableRows.self, "columns": InformationColumnRows.self,
    "views": InformationViewRows.self, "table_constraints": TableConstraintRows.self,
    "check_constraints": CheckConstraintRows.self, "key_column_usage": KeyColumnRows.self,
    "constraint_column_usage": ConstraintColumnRows.self, "constraint_table_usage": ConstraintTableRows.self,
    "referential_constraints": ReferentialConstraintRows.self, "schemata": SchemataRows.self,
    "triggers": InformationTriggerRows.self, "triggered_update_columns": TriggeredColumnRows.self,
    "routines": InformationRoutineRows.self, "parameters": ParameterRows.self,
    "sequences": InformationSequenceRows.self, "domains": DomainRows.self,
    "domain_constraints": DomainConstraintRows.self, "element_types": ElementTypeRows.self,
    "attributes": InformationAttributeRows.self, "user_defined_types": UserDefinedTypeRows.self,
    "column_domain_usage": ColumnDomainRows.self, "column_udt_usage": InformationColumnRows.self,
    "table_privileges": TablePrivilegeRows.self, "role_table_grants": TablePrivilegeRows.self,
    "view_table_usage": ViewTableRows.self,
    "information_schema_catalog_name": DatabaseRows.self, "collations": CollationRows.self,
  ]
}
