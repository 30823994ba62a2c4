import CSystemSQLite
import Synchronization

/// SQLite's structure of an open file, with ours behind it.
struct OpenFile {
  var base: sqlite3_file
  var handle: Unmanaged<Handle>?

  nonisolated(unsafe) static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    var table = sqlite3_io_methods()
    table.iVersion = 2
    table.xClose = { file in
      guard let file else { return SQLITE_OK }
      let open = UnsafeMutableRawPointer(file).assumingMemoryBound(to: OpenFile.self)
      open.pointee.handle?.takeRetainedValue().close()
      open.pointee.handle = nil
      return SQLITE_OK
    }
    table.xRead = { file, buffer, count, offset in
      guard let buffer else { return SQLITE_MISUSE }
      return handleOf(file).read(
        UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)), at: Int(offset))
    }
    table.xWrite = { file, buffer, count, offset in
      handleOf(file).write(
        Array(UnsafeRawBufferPointer(start: buffer, count: Int(count))), at: Int(offset))
    }
    table.xTruncate = { file, size in handleOf(file).truncate(to: Int(size)) }
    table.xSync = { file, _ in handleOf(file).sync() }
    table.xFileSize = { file, size in
      guard let size else { return SQLITE_MISUSE }
      return handleOf(file).size(&size.pointee)
    }
    table.xLock = { file, level in handleOf(file).lock(level) }
    table.xUnlock = { file, level in handleOf(file).unlock(level) }
    table.xCheckReservedLock = { file, result in
      guard let result else { return SQLITE_MISUSE }
      return handleOf(file).isReserved(&result.pointee)
    }
    table.xFileControl = { _, _, _ in SQLITE_NOTFOUND }
    // As SQLite's own file system has it on Linux.
    table.xSectorSize = { _ in 4096 }
    table.xDeviceCharacteristics = { _ in SQLITE_IOCAP_POWERSAFE_OVERWRITE }
    table.xShmMap = { file, region, size, mayExtend, result in
      guard let result else { return SQLITE_MISUSE }
      return handleOf(file).map(Int(region), Int(size), mayExtend != 0, &result.pointee)
    }
    table.xShmLock = { file, first, count, flags in
      handleOf(file).lockShared(Int(first)..<Int(first + count), flags)
    }
    table.xShmBarrier = { _ in atomicMemoryFence(ordering: .sequentiallyConsistent) }
    table.xShmUnmap = { file, isDeleted in handleOf(file).unmap(isDeleted: isDeleted != 0) }
    methods.initialize(to: table)
    return methods
  }()
}

private func handleOf(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Handle {
  guard let file,
    let handle = UnsafeMutableRawPointer(file).assumingMemoryBound(to: OpenFile.self).pointee.handle
  else { fatalError("SQLite uses a file that is closed") }
  return handle.takeUnretainedValue()
}

/// An open file of a disk.
final class Handle {
  let disk: Disk
  let file: Int
  let path: String?

  private var key: Int { ObjectIdentifier(self).hashValue }

  init(disk: Disk, file: Int, path: String?) {
    self.disk = disk
    self.file = file
    self.path = path
  }

  func close() {
    disk.state.withLock { state in
      state.openFiles -= 1
      state.files[file]?.locks[key] = nil
      if path == nil { state.files[file] = nil }
    }
  }

  func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int32 {
    disk.state.withLock { state in
      if let code = state.enter(.read) { return code }
      guard let bytes = state.files[file]?.bytes else { return SQLITE_IOERR }
      let count = max(0, min(buffer.count, bytes.count - offset))
      if count > 0 {
        bytes.withUnsafeBytes {
          buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count]))
        }
      }
      if count == buffer.count { return SQLITE_OK }
      UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).initializeMemory(as: UInt8.self, repeating: 0)
      return SQLITE_IOERR | (2 << 8)
    }
  }

  func write(_ bytes: [UInt8], at offset: Int) -> Int32 {
    disk.state.withLock { state in
      guard let code = state.enter(.write) else {
        state.write(bytes, to: file, at: offset, named: path)
        return SQLITE_OK
      }
      // What fails may be done in part.
      if state.fault?.fault != .readOnly {
        state.write(Array(bytes.prefix(bytes.count / 2)), to: file, at: offset, named: path)
      }
      return code
    }
  }

  func truncate(to size: Int) -> Int32 {
    disk.state.withLock { state in
      if let code = state.enter(.truncate) { return code }
      state.truncate(file, to: size, named: path)
      return SQLITE_OK
    }
  }

  func sync() -> Int32 {
    disk.state.withLock { state in
      if let code = state.enter(.sync) { return code }
      state.sync(file, named: path)
      return SQLITE_OK
    }
  }

  func size(_ result: inout Int64) -> Int32 {
    disk.state.withLock { state in
      if let code = state.enter(.size) { return code }
      result = Int64(state.files[file]?.bytes.count ?? 0)
      return SQLITE_OK
    }
  }
}

// MARK: - Locks, as https://www.sqlite.org/lockingv3.html has them

extension Handle {
  func lock(_ level: Int32) -> Int32 {
    disk.state.withLock { state in
      if let code = state.enter(.lock) { return code }
      guard let locks = state.files[file]?.locks else { return SQLITE_IOERR }
      guard locks[key] ?? 0 < level else { return SQLITE_OK }
      let others = locks.filter { $0.key != key }.values
      let highest = others.max() ?? 0
      let isFree =
        switch level {
        case SQLITE_LOCK_SHARED: highest < SQLITE_LOCK_PENDING
        case SQLITE_LOCK_RESERVED: highest < SQLITE_LOCK_RESERVED
        default: highest < SQLITE_LOCK_RESERVED
        }
      guard isFree else { return SQLITE_BUSY }
      if level == SQLITE_LOCK_EXCLUSIVE, highest > 0 {
        state.files[file]?.locks[key] = SQLITE_LOCK_PENDING
        return SQLITE_BUSY
      }
      state.files[file]?.locks[key] = level
      return SQLITE_OK
    }
  }

  func unlock(_ level: Int32) -> Int32 {
    disk.state.withLock { $0.files[file]?.locks[key] = level }
    return SQLITE_OK
  }

  func isReserved(_ result: inout Int32) -> Int32 {
    result = disk.state.withLock { state in
      state.files[file]?.locks.values.contains { $0 >= SQLITE_LOCK_RESERVED } == true ? 1 : 0
    }
    return SQLITE_OK
  }
}

// MARK: - The shared memory of WAL mode

extension Handle {
  func map(
    _ region: Int, _ size: Int, _ mayExtend: Bool, _ result: inout UnsafeMutableRawPointer?
  ) -> Int32 {
    disk.state.withLock { state in
      if let code = state.enter(.mapSharedMemory) { return code }
      result = state.memory(of: path ?? "").region(region, size, mayExtend: mayExtend)
      return SQLITE_OK
    }
  }

  func lockShared(_ slots: Range<Int>, _ flags: Int32) -> Int32 {
    disk.state.withLock { state in
      let isLocking = flags & SQLITE_SHM_LOCK != 0
      // An unlock cannot fail.
      if isLocking, let code = state.enter(.lockSharedMemory) { return code }
      let memory = state.memory(of: path ?? "")
      guard isLocking else {
        memory.unlock(slots, key)
        return SQLITE_OK
      }
      return memory.lock(slots, key, isExclusive: flags & SQLITE_SHM_EXCLUSIVE != 0) ? SQLITE_OK : SQLITE_BUSY
    }
  }

  func unmap(isDeleted: Bool) -> Int32 {
    disk.state.withLock { state in
      guard let memory = state.shared[path ?? ""] else { return }
      memory.unlock(0..<8, key)
      if isDeleted { state.shared[path ?? ""] = nil }
    }
    return SQLITE_OK
  }
}

extension DiskState {
  fileprivate mutating func memory(of path: String) -> SharedMemory {
    if let memory = shared[path] { return memory }
    let memory = SharedMemory()
    shared[path] = memory
    return memory
  }
}

/// Memory that all connections to a file see: https://www.sqlite.org/walformat.html#the_wal_index_file_format
final class SharedMemory {
  private var regions: [UnsafeMutableRawPointer] = []
  private var shared: [Set<Int>] = Array(repeating: [], count: 8)
  private var exclusive: [Int?] = Array(repeating: nil, count: 8)

  deinit { for region in regions { region.deallocate() } }

  func region(_ index: Int, _ size: Int, mayExtend: Bool) -> UnsafeMutableRawPointer? {
    while regions.count <= index, mayExtend {
      let region = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
      region.initializeMemory(as: UInt8.self, repeating: 0, count: size)
      regions.append(region)
    }
    return regions.indices.contains(index) ? regions[index] : nil
  }

  func lock(_ slots: Range<Int>, _ owner: Int, isExclusive: Bool) -> Bool {
    for slot in slots {
      if let other = exclusive[slot], other != owner { return false }
      if isExclusive, !shared[slot].subtracting([owner]).isEmpty { return false }
    }
    for slot in slots {
      if isExclusive { exclusive[slot] = owner } else { shared[slot].insert(owner) }
    }
    return true
  }

  func unlock(_ slots: Range<Int>, _ owner: Int) {
    for slot in slots {
      shared[slot].remove(owner)
      if exclusive[slot] == owner { exclusive[slot] = nil }
    }
  }
}
