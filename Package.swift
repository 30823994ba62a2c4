// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "swift-migrations",
  products: [
    .library(name: "SQLiteBinding", targets: ["SQLiteBinding"]),
    .library(name: "PostgresDialect", targets: ["PostgresDialect"]),
  ],
  targets: [
    .systemLibrary(
      name: "CSystemSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "SQLiteBinding", dependencies: ["CSystemSQLite"]),
    .target(name: "PostgresDialect"),
    .testTarget(name: "SQLiteBindingTests", dependencies: ["SQLiteBinding", "CSystemSQLite"]),
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
