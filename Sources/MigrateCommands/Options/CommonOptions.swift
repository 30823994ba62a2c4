import ArgumentParser
import Migrations

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What every command understands.
struct CommonOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The database file; else the environment's MIGRATE_DATABASE.", valueName: "file"),
    completion: .file())
  var database: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The folder of migrations; else the environment's MIGRATE_MIGRATIONS.", valueName: "folder"),
    completion: .directory)
  var migrations: String?

  @Flag(help: "Prints one JSON document to standard output.")
  var json = false

  @Option(
    help: ArgumentHelp("How long to wait for other processes.", valueName: "seconds"),
    transform: LockTimeout.parse)
  var lockTimeout = LockTimeout.standard

  @Option(
    help: ArgumentHelp(
      "How long a run may take; what is under way then is undone.", valueName: "seconds"),
    transform: LockTimeout.parse)
  var timeLimit: Duration?

  @Option(
    help: ArgumentHelp(
      "Irregularities to let pass, comma-separated: \(Allowance.names.joined(separator: ", ")); or hazards of lint.",
      valueName: "names"),
    completion: .list(Allowance.names + Allowance.hazardNames), transform: Allowance.parse)
  var allow: [Allowance] = []

  @Flag(help: "Prints results, warnings and errors only.")
  var quiet = false

  @Flag(help: "Prints each statement.")
  var verbose = false

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
  }
}

extension CommonOptions {
  var console: Console { Console(isJSON: json, isQuiet: quiet, isVerbose: verbose) }

  func databasePath() throws(MigrationError) -> String {
    try Self.required(
      database, "MIGRATE_DATABASE", "no database is given: use --database or set MIGRATE_DATABASE")
  }

  func migrationsPath() throws(MigrationError) -> String {
    try Self.required(
      migrations, "MIGRATE_MIGRATIONS", "no migrations are given: use --migrations or set MIGRATE_MIGRATIONS")
  }

  /// A migrator for the migrations in the folder, which tells its events to `observer`.
  func migrator(
    backups: BackupPolicy = .automatic, observer: (@Sendable (MigrationEvent) -> Void)? = nil
  ) throws(MigrationError) -> Migrator {
    var options = migratorOptions(observer: observer)
    options.backup = backups
    return Migrator(try MigrationFolder(migrationsPath()).migrations(), options: options)
  }

  var allowedHazards: Set<String> { allow.reduce(into: []) { $0.formUnion($1.hazards) } }

  func migratorOptions(observer: (@Sendable (MigrationEvent) -> Void)? = nil) -> Migrator.Options {
    var options = Migrator.Options()
    options.policy = allow.reduce(.strict) { $0.union($1.policy) }
    options.lockTimeout = lockTimeout
    options.timeLimit = timeLimit
    options.toolVersion = packageVersion
    options.logger = nil
    options.onEvent = observer
    return options
  }

  private static func required(
    _ value: String?, _ variable: String, _ complaint: String
  ) throws(MigrationError) -> String {
    if let value {
      guard !value.isEmpty else { throw MigrationError(.usage, "an empty path is given") }
      return value
    }
    guard let value = getenv(variable).map({ String(cString: $0) }), !value.isEmpty else {
      throw MigrationError(.usage, complaint)
    }
    return value
  }
}
