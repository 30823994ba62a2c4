import SQLiteBinding

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What the system tells of a database's file, without opening it: opening it may change what lies beside it.
struct FileExamination {
  let path: String
  private var folder: String { FileAccess.folder(of: path) }

  /// False when there is no file to look at any further.
  func run(_ examination: inout Examination) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      examination.add("file", .problem, "there is no database \(path)", .inputOutput)
      sidecars(&examination, size: 0)
      return false
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      examination.add("file", .problem, "\(path) is not a regular file", .inputOutput)
      return false
    }
    examination.add("file", .good, "\(path), \(status.st_size) bytes")
    permissions(&examination, status)
    if status.st_nlink > 1 {
      examination.add(
        "links", .warning,
        "the file has \(status.st_nlink) names: opened by two of them it has two journals, and is corrupted by a crash"
      )
    }
    if let system = networkFileSystem() {
      examination.add(
        "file system", .warning,
        "the folder is on \(system), whose locks may not hold: only one process at a time is safe")
    }
    space(&examination, Int(status.st_size))
    sidecars(&examination, size: Int(status.st_size))
    leftovers(&examination)
    return true
  }

  private func permissions(_ examination: inout Examination, _ status: stat) {
    if access(path, R_OK) != 0 {
      examination.add("permissions", .problem, "\(path) cannot be read", .inputOutput)
    } else if status.st_mode & 0o222 == 0 || access(path, W_OK) != 0 {
      examination.add("permissions", .problem, "\(path) cannot be written", .inputOutput)
    } else if access(folder, W_OK | X_OK) != 0 {
      examination.add(
        "permissions", .problem, "the folder \(folder) cannot be written, and the journal must lie there",
        .inputOutput)
    } else if status.st_mode & 0o002 != 0 {
      examination.add("permissions", .warning, "everybody may write \(path)")
    } else {
      examination.add("permissions", .good, "the file and its folder can be written")
    }
  }

  private func networkFileSystem() -> String? {
    var status = stat()
    guard stat(folder, &status) == 0, let mounts = try? FileAccess.read("/proc/self/mountinfo") else {
      return nil
    }
    let device = UInt64(status.st_dev)
    // https://man7.org/linux/man-pages/man3/makedev.3.html
    let major = (device >> 8) & 0xfff | (device >> 32) & ~0xfff
    let minor = device & 0xff | (device >> 12) & ~0xff
    return Self.network(of: "\(major):\(minor)", in: String(decoding: mounts, as: UTF8.self))
  }

  /// The kind of a network file system that is mounted from a device; nil for others.
  /// https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
  static func network(of device: String, in mounts: String) -> String? {
    let kinds = mounts.split(separator: "\n").compactMap { line -> String? in
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[2] == device, let dash = fields.firstIndex(of: "-"),
        dash + 1 < fields.count
      else { return nil }
      return String(fields[dash + 1])
    }
    return kinds.first { kind in
      ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "coda", "lustre", "davfs"].contains(kind)
        || kind.hasPrefix("fuse.")
          && ["sshfs", "glusterfs", "s3fs", "rclone", "davfs2"].contains(kind.dropFirst(5))
    }
  }

  private func space(_ examination: inout Examination, _ size: Int) {
    guard let free = DiskSpace.free(in: folder) else { return }
    // A backup, and a journal that could undo everything.
    let needed = 2 * size
    if free < needed {
      examination.add(
        "space", .warning, "\(free) bytes are free; a backup and a change of every row take up to \(needed)")
    } else {
      examination.add("space", .good, "\(free) bytes are free")
    }
  }

  /// A journal or a WAL that nobody has open was left by a process that died; SQLite recovers from it.
  private func sidecars(_ examination: inout Examination, size: Int) {
    let users = OpenFiles.list(holding: path)
    if !users.isEmpty { examination.add("processes", .note, "open in another process\(users)") }
    for (suffix, what) in [("-journal", "a journal"), ("-wal", "a WAL")] {
      guard let bytes = FileAccess.size(of: path + suffix), bytes > 0, users.isEmpty else { continue }
      let file = path + suffix
      if size == 0 {
        examination.add(
          "leftovers", .warning,
          "\(file) is left of a database that is gone, and would be played into the next: delete it")
      } else {
        examination.add(
          "leftovers", .note,
          "\(file) is \(what) of \(bytes) bytes that no process has open; SQLite takes it up when the file is next opened, do not delete it"
        )
      }
    }
  }

  private func leftovers(_ examination: inout Examination) {
    let name = FileAccess.name(of: path)
    let names = (try? FileAccess.entries(of: folder)) ?? []
    for partial in names where partial.hasPrefix(name + ".") && partial.hasSuffix(PartialFile.suffix) {
      examination.add(
        "leftovers", .note,
        "\(partial) is a copy that was not finished, or is being made; the next backup deletes it")
    }
  }
}
