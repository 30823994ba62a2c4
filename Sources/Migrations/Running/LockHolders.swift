#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Who holds SQLite's locks on a file, as far as the system tells: Linux does, others don't.
enum LockHolders {
  /// For a sentence: `migrate (process 4711)`, or `another process`.
  static func describe(_ path: String?) -> String {
    let processes = path.map { holders(of: $0) } ?? []
    guard !processes.isEmpty else { return "another process" }
    let own = Int(getpid())
    let shown = processes.prefix(3).map {
      $0 == own ? "another connection of this process" : "\(name(of: $0)) (process \($0))"
    }
    return shown.joined(separator: ", ") + (processes.count > 3 ? " and others" : "")
  }

  /// Those who keep others from writing: the one that writes, else those that read. In WAL mode the locks are on the file of
  /// shared memory, and readers hinder nobody. https://sqlite.org/walformat.html#wal_locks
  private static func holders(of path: String) -> [Int] {
    guard let bytes = try? FileAccess.read("/proc/locks") else { return [] }
    let locks = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { Lock($0) }
    let database = FileIdentity(path)
    let memory = FileIdentity(path + "-shm")
    func holders(among locks: [Lock]) -> [Int] {
      let writers = locks.filter { lock in
        lock.isForWriting && (lock.file == database || lock.file == memory && lock.bytes.contains(120))
      }
      let readers = locks.filter { $0.file == database && memory == nil }
      return Set((writers.isEmpty ? readers : writers).map(\.process)).sorted()
    }
    // Our own are in nobody's way, unless there are no others.
    let others = holders(among: locks.filter { $0.process != Int(getpid()) })
    return others.isEmpty ? holders(among: locks) : others
  }

  private static func name(of process: Int) -> String {
    guard let bytes = try? FileAccess.read("/proc/\(process)/comm") else { return "another" }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// A line such as `3: POSIX  ADVISORY  WRITE 4711 fe:00:16220215 1073741825 1073741825`.
  private struct Lock {
    let isForWriting: Bool
    let process: Int
    let file: FileIdentity
    let bytes: ClosedRange<Int>

    init?(_ line: Substring) {
      let words = line.split(separator: " ")
      // One that waits has an arrow behind its number.
      guard words.count == 8, words[1] == "POSIX", let process = Int(words[4]), let first = Int(words[6]),
        let file = FileIdentity(words[5])
      else { return nil }
      isForWriting = words[3] == "WRITE"
      self.process = process
      self.file = file
      bytes = first...max(first, Int(words[7]) ?? .max)
    }
  }

  private struct FileIdentity: Equatable {
    let device: UInt64
    let number: UInt64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      // As Linux packs both halves of a device's number.
      let packed = UInt64(truncatingIfNeeded: status.st_dev)
      let major = (packed >> 8) & 0xfff
      let minor = (packed & 0xff) | ((packed >> 12) & 0xfff00)
      device = major << 32 | minor
      number = UInt64(truncatingIfNeeded: status.st_ino)
    }

    init?(_ word: Substring) {
      let parts = word.split(separator: ":")
      guard parts.count == 3, let major = UInt64(parts[0], radix: 16),
        let minor = UInt64(parts[1], radix: 16), let number = UInt64(parts[2])
      else { return nil }
      device = major << 32 | minor
      self.number = number
    }
  }
}
