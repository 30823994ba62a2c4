// swift-tools-version: 6.1
import PackageDescription

// Apart from the package, so that nobody who uses that one gets this. See `fuzz` beside this file.
let package = Package(
  name: "fuzzing",
  dependencies: [.package(name: "swift-migrations", path: "../..")],
  targets: [
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        .product(name: "Migrations", package: "swift-migrations"),
        .product(name: "PostgresDialect", package: "swift-migrations"),
        .product(name: "SQLiteBinding", package: "swift-migrations"),
      ],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ],
  swiftLanguageModes: [.v6]
)
