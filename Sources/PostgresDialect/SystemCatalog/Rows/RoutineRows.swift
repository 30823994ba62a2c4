/// https://www.postgresql.org/docs/15/catalog-pg-proc.html
enum RoutineRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogRoutine] { catalog.routines }

  static func value(_ column: String, _ object: CatalogRoutine, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(object.number)
    case "proname": .text(object.function.name.name)
    case "pronamespace": .integer(catalog.number(ofSchema: object.function.name.schema))
    case "proowner": .integer(catalog.roleNumber(catalog.owner(.function(object.function.id))))
    case "prolang": .integer(LanguageRows.number(of: object.language, catalog))
    case "procost": .real(Double(object.number(after: "COST") ?? (object.isNative ? 1 : 100)))
    case "prorows": .real(Double(object.number(after: "ROWS") ?? (object.returnsSet ? 1000 : 0)))
    case "provariadic": .integer(object.variadic.map { catalog.number(of: $0.element) } ?? 0)
    case "prosupport": .integer(0)
    case "prokind": .text(object.isProcedure ? "p" : object.has("WINDOW") ? "w" : "f")
    case "prosecdef": .boolean(object.has("SECURITY DEFINER"))
    case "proleakproof": .boolean(object.has("LEAKPROOF"))
    case "proisstrict": .boolean(object.isStrict)
    case "proretset": .boolean(object.returnsSet)
    case "provolatile": .text(object.volatility)
    case "proparallel": .text(object.parallel)
    case "pronargs": .integer(object.inputs.count)
    case "pronargdefaults": .integer(object.inputs.filter { $0.defaultValue != nil }.count)
    case "prorettype": .integer(catalog.number(of: object.result))
    case "proargtypes": .array(object.inputs.map { catalog.number(of: $0.type) })
    case "proallargtypes": object.hasOutputs ? .array(object.all.map { catalog.number(of: $0.type) }) : .null
    case "proargmodes": object.hasOutputs ? .array(object.all.map(\.mode)) : .null
    case "proargnames":
      object.all.contains { $0.name != nil } ? .array(object.all.map { $0.name ?? "" }) : .null
    case "prosrc": .text(object.source)
    case "proconfig":
      object.settings.isEmpty ? .null : .array(object.settings.map { "\($0.name)=\($0.value)" })
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-routines.html
enum InformationRoutineRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogRoutine] { catalog.routines }

  static func value(_ column: String, _ object: CatalogRoutine, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "specific_catalog", "routine_catalog": return .text(SystemCatalog.database)
    case "specific_schema", "routine_schema": return .text(object.function.name.schema)
    case "specific_name": return .text(object.specificName)
    case "routine_name": return .text(object.function.name.name)
    case "routine_type": return .text(object.isProcedure ? "PROCEDURE" : "FUNCTION")
    case "data_type": return .text(object.isProcedure ? nil : catalog.dataType(of: object.result))
    case "type_udt_catalog", "type_udt_schema", "type_udt_name":
      return object.isProcedure
        ? .null : catalog.facet(String(column.dropFirst("type_".count)), of: object.result) ?? .null
    case "dtd_identifier": return .text(object.isProcedure ? nil : "0")
    case "routine_body": return .text(object.language == "sql" ? "SQL" : "EXTERNAL")
    case "routine_definition": return .text(object.source)
    case "external_language": return .text(object.language.uppercased())
    case "parameter_style": return .text("GENERAL")
    case "is_deterministic": return .yesOrNo(object.volatility == "i")
    case "sql_data_access": return .text("MODIFIES")
    case "is_null_call": return object.isProcedure ? .null : .yesOrNo(object.isStrict)
    case "schema_level_routine": return .yesOrNo(true)
    case "max_dynamic_result_sets": return .integer(0)
    case "security_type": return .text(object.has("SECURITY DEFINER") ? "DEFINER" : "INVOKER")
    case "as_locator", "is_udt_dependent": return .yesOrNo(false)
    default: return .null
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-parameters.html
enum ParameterRows: SystemRows {
  typealias Object = (routine: CatalogRoutine, parameter: CatalogRoutine.Parameter, place: Int)

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.routines.flatMap { routine in routine.all.enumerated().map { (routine, $1, $0 + 1) } }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "specific_catalog": return .text(SystemCatalog.database)
    case "specific_schema": return .text(object.routine.function.name.schema)
    case "specific_name": return .text(object.routine.specificName)
    case "ordinal_position": return .integer(object.place)
    case "parameter_mode":
      return .text(["o": "OUT", "b": "INOUT", "t": "OUT"][object.parameter.mode] ?? "IN")
    case "is_result", "as_locator": return .yesOrNo(false)
    case "parameter_name": return .text(object.parameter.name)
    case "data_type", "udt_catalog", "udt_schema", "udt_name":
      return catalog.facet(column, of: object.parameter.type) ?? .null
    case "dtd_identifier": return .text(String(object.place))
    case "parameter_default": return .text(object.parameter.defaultText(catalog))
    default: return .null
    }
  }
}
