import Foundation
import TestSupport
import Testing

/// A user who may not do everything, as root may.
enum Unprivileged {
  static let prefix = ["--reuid=65534", "--regid=65534", "--clear-groups"]

  /// Whether another user gets at the command at all.
  static let isPossible =
    getuid() != 0
    || (try? Shell.run("setpriv", prefix + [builtProduct("migrate"), "--version"]))?.status == 0
}

extension Workspace {
  /// The command as a user who may not do everything, as root may.
  func migrateUnprivileged(_ command: String, on fixture: String? = nil) throws -> Shell.Result {
    let folder = fixture.map { Fixtures.path($0) } ?? migrations
    let arguments = [command, "--database", database, "--migrations", folder]
    guard getuid() == 0 else { return try Migrate.start(arguments).wait() }
    let mode = try FileManager.default.attributesOfItem(atPath: directory.path)[.posixPermissions] as? Int
    // The folder is made for its owner alone.
    if mode == 0o700 {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path)
    }
    return try Shell.run(
      "setpriv",
      Unprivileged.prefix + [try builtProduct("migrate")] + arguments,
      env: ["MIGRATE_DATABASE": "", "MIGRATE_MIGRATIONS": "", "NO_COLOR": ""])
  }
}
