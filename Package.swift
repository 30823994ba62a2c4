// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "swift-migrations",
  products: [
    .library(name: "Migrations", targets: ["Migrations"]),
    .library(name: "SQLiteBinding", targets: ["SQLiteBinding"]),
    .library(name: "PostgresDialect", targets: ["PostgresDialect"]),
    .library(name: "PostgresRuntime", targets: ["PostgresRuntime"]),
    .library(name: "MigrationsTesting", targets: ["MigrationsTesting"]),
    .library(name: "MigrateCommands", targets: ["MigrateCommands"]),
    .executable(name: "migrate", targets: ["migrate"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.0"..<"5.0.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CSystemSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "SQLiteBinding", dependencies: ["CSystemSQLite"]),
    .target(
      name: "PostgresDialect",
      dependencies: [.product(name: "HashTreeCollections", package: "swift-collections")]),
    .target(
      name: "PostgresRuntime",
      dependencies: ["SQLiteBinding", "PostgresDialect", .product(name: "Crypto", package: "swift-crypto")]),
    .target(
      name: "Migrations",
      dependencies: [
        "SQLiteBinding", "PostgresDialect", "PostgresRuntime",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(name: "MigrationsTesting", dependencies: ["Migrations", "SQLiteBinding"]),
    .target(
      name: "MigrateCommands",
      dependencies: [
        "Migrations", "PostgresDialect", "SQLiteBinding",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "migrate", dependencies: ["MigrateCommands"]),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .target(name: "InterposedCalls", path: "Tests/InterposedCalls"),
    .testTarget(name: "SQLiteBindingTests", dependencies: ["SQLiteBinding", "CSystemSQLite"]),
    .testTarget(
      name: "PostgresDialectTests", dependencies: ["PostgresDialect", "SQLiteBinding", "TestSupport"]),
    .testTarget(
      name: "MigrationsTests",
      dependencies: [
        "Migrations", "MigrationsTesting", "PostgresRuntime", "SQLiteBinding", "CSystemSQLite", "TestSupport",
      ]),
    .testTarget(
      name: "FaultTests",
      dependencies: [
        "Migrations", "PostgresDialect", "SQLiteBinding", "CSystemSQLite", "InterposedCalls", "TestSupport",
        "migrate",
      ]),
    .testTarget(
      name: "CommandTests", dependencies: ["MigrateCommands", "SQLiteBinding", "TestSupport", "migrate"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
