extension TableAttribute {
  var postgres: String {
    switch self {
    case .setOptions(let options): "SET \(options.postgres)"
    case .resetOptions(let options): "RESET \(options.postgres)"
    case .tablespace(let name): "SET TABLESPACE \(name.postgres)"
    case .logged(let isLogged): "SET \(isLogged ? "LOGGED" : "UNLOGGED")"
    case .cluster(let index): index.map { "CLUSTER ON \($0.postgres)" } ?? "SET WITHOUT CLUSTER"
    case .withoutOids: "SET WITHOUT OIDS"
    case .accessMethod(let name): "SET ACCESS METHOD \(name.postgres)"
    case .replicaIdentity(let identity): "REPLICA IDENTITY \(identity.postgres)"
    case .column(let name, let attribute): "ALTER COLUMN \(name.postgres) \(attribute.postgres)"
    case .columnNumber(let number, let statistics): "ALTER COLUMN \(number) SET STATISTICS \(statistics)"
    }
  }
}

extension ColumnAttribute {
  fileprivate var postgres: String {
    switch self {
    case .statistics(let number): "SET STATISTICS \(number)"
    case .storage(let name): "SET STORAGE \(name.postgres)"
    case .compression(let name): "SET COMPRESSION \(name?.postgres ?? "DEFAULT")"
    case .setOptions(let options): "SET \(options.postgres)"
    case .resetOptions(let options): "RESET \(options.postgres)"
    }
  }
}

extension ReplicaIdentity {
  fileprivate var postgres: String {
    switch self {
    case .standard: "DEFAULT"
    case .full: "FULL"
    case .nothing: "NOTHING"
    case .index(let name): "USING INDEX \(name.postgres)"
    }
  }
}

extension [StorageOption] {
  /// `(fillfactor = 70)`
  var postgres: String {
    "(" + map { $0.value == nil ? $0.name : "\($0.name) = \($0.value ?? "")" }.joined(separator: ", ") + ")"
  }
}
