/// What is on a disk when nobody writes: the files by their names.
typealias DiskImage = [String: [UInt8]]

/// A change of what is on the disk, in the order in which it was asked for. Files are told apart by a number, as a name may
/// come to stand for another.
enum DiskChange {
  case create(path: String, file: Int)
  case write(file: Int, offset: Int, bytes: [UInt8])
  case truncate(file: Int, size: Int)
  case sync(file: Int)
  case delete(path: String)
  /// A file gets another name, and what had it is gone.
  case rename(from: String, to: String, file: Int)
  /// A file gets one more name.
  case link(path: String, file: Int)
  /// All that was created and deleted so far is on the disk for good.
  case syncFolder
}

/// Goes through the changes of a run, and tells what is found after a crash at each place.
struct Replay {
  private var files: [Int: File] = [:]
  private var folder = Folder()

  private struct File {
    /// What programs see.
    var content: [UInt8]
    /// What a power loss leaves at least.
    var synced: [UInt8]
    var pending: [DiskChange] = []
  }

  private struct Folder {
    var names: [String: Int] = [:]
    var synced: [String: Int] = [:]
    var pending: [DiskChange] = []
  }

  /// The numbers of the files that are there at the start, by name.
  init(_ image: DiskImage, _ numbers: [String: Int]) {
    for (path, number) in numbers {
      let bytes = image[path] ?? []
      files[number] = File(content: bytes, synced: bytes)
    }
    folder.names = numbers
    folder.synced = numbers
  }

  mutating func apply(_ change: DiskChange) {
    switch change {
    case .create(_, let file):
      folder.names.apply(change)
      folder.pending.append(change)
      files[file] = File(content: [], synced: [])
    case .delete, .rename, .link:
      folder.names.apply(change)
      folder.pending.append(change)
    case .syncFolder:
      folder.synced = folder.names
      folder.pending = []
    case .sync(let file):
      let content = files[file]?.content ?? []
      files[file] = File(content: content, synced: content)
    case .write(let file, _, _), .truncate(let file, _):
      files[file]?.content.apply(change)
      files[file]?.pending.append(change)
    }
  }

  /// What is found after the process was killed: the system has everything that it was told.
  var afterKill: DiskImage {
    folder.names.compactMapValues { files[$0]?.content }
  }

  /// What is found after the power was lost: of everything that was not synced some is there, some is not, and some in
  /// part, whatever the order in which it was asked for.
  func afterPowerLoss(seed: UInt64) -> DiskImage {
    var random = SeededGenerator(seed: seed)
    var names = folder.synced
    for change in folder.pending where Bool.random(using: &random) { names.apply(change) }
    // In the order of the names, so that a seed always gives the same.
    return names.sorted { $0.key < $1.key }.reduce(into: [:]) { image, entry in
      guard let file = files[entry.value] else { return }
      var bytes = file.synced
      for change in file.pending { bytes.applySome(of: change, &random) }
      image[entry.key] = bytes
    }
  }

  /// What is found after the power was lost, when nothing that was not synced is there.
  var onlySynced: DiskImage {
    folder.synced.compactMapValues { files[$0]?.synced }
  }
}

extension [String: Int] {
  /// What a change does to a folder's names.
  fileprivate mutating func apply(_ change: DiskChange) {
    switch change {
    case .create(let path, let file), .link(let path, let file): self[path] = file
    case .delete(let path): self[path] = nil
    case .rename(let old, let new, let file):
      self[old] = nil
      self[new] = file
    case .write, .truncate, .sync, .syncFolder: break
    }
  }
}

extension [UInt8] {
  mutating func apply(_ change: DiskChange) {
    switch change {
    case .write(_, let offset, let bytes):
      if count < offset + bytes.count {
        self += [UInt8](repeating: 0, count: offset + bytes.count - count)
      }
      replaceSubrange(offset..<offset + bytes.count, with: bytes)
    case .truncate(_, let size):
      if size < count { removeLast(count - size) } else { self += [UInt8](repeating: 0, count: size - count) }
    default: break
    }
  }

  /// All of it, nothing, some of its sectors, or only the file's new size with anything in it.
  fileprivate mutating func applySome(of change: DiskChange, _ random: inout SeededGenerator) {
    guard case .write(let file, let offset, let bytes) = change else {
      if Bool.random(using: &random) { apply(change) }
      return
    }
    switch Int.random(in: 0..<5, using: &random) {
    case 0, 1: apply(change)
    case 2: break
    case 3:
      var start = 0
      while start < bytes.count {
        let end = Swift.min(start + 512, bytes.count)
        if Bool.random(using: &random) {
          apply(.write(file: file, offset: offset + start, bytes: Array(bytes[start..<end])))
        }
        start = end
      }
    default:
      let end = offset + bytes.count
      guard count < end else { return }
      let isZero = Bool.random(using: &random)
      let rest = (count..<end).map { _ in isZero ? 0 : UInt8.random(in: 0...255, using: &random) }
      apply(.write(file: file, offset: count, bytes: rest))
    }
  }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
