import CSystemSQLite
import Glibc

/// A disk as SQLite knows it: https://www.sqlite.org/c3ref/vfs.html
struct Registration: @unchecked Sendable {
  private let system: UnsafeMutablePointer<sqlite3_vfs>
  private let name: UnsafeMutablePointer<CChar>

  init(_ name: String) {
    self.name = strdup(name)
    system = .allocate(capacity: 1)
  }

  func register(_ disk: Disk) {
    sqlite3_initialize()
    var vfs = sqlite3_vfs_find(nil).pointee
    vfs.iVersion = 1
    vfs.szOsFile = Int32(MemoryLayout<OpenFile>.size)
    vfs.mxPathname = 512
    vfs.pNext = nil
    vfs.zName = UnsafePointer(name)
    vfs.pAppData = Unmanaged.passUnretained(disk).toOpaque()
    vfs.xOpen = { system, name, file, flags, outFlags in
      guard let file else { return SQLITE_MISUSE }
      file.pointee.pMethods = nil
      let opened = diskOf(system).open(name.map { String(cString: $0) }, flags)
      switch opened {
      case .failure(let failure): return failure.code
      case .success(let handle):
        outFlags?.pointee = flags
        UnsafeMutableRawPointer(file).assumingMemoryBound(to: OpenFile.self).pointee.handle =
          Unmanaged.passRetained(handle)
        file.pointee.pMethods = UnsafePointer(OpenFile.methods)
        return SQLITE_OK
      }
    }
    vfs.xDelete = { system, name, syncsFolder in
      guard let name else { return SQLITE_MISUSE }
      return diskOf(system).delete(String(cString: name), syncsFolder: syncsFolder != 0)
    }
    vfs.xAccess = { system, name, _, result in
      guard let name, let result else { return SQLITE_MISUSE }
      return diskOf(system).access(String(cString: name), &result.pointee)
    }
    vfs.xFullPathname = { _, name, size, result in
      guard let name, let result, strlen(name) < Int(size) else { return SQLITE_CANTOPEN }
      strcpy(result, name)
      return SQLITE_OK
    }
    // Before SQLite gives up on shared memory it sleeps for ten seconds in all.
    vfs.xSleep = { _, microseconds in
      usleep(UInt32(microseconds / 100))
      return microseconds
    }
    // Time and chance stay the system's; they look at nothing of their own.
    system.initialize(to: vfs)
    sqlite3_vfs_register(system, 0)
  }

  func unregister() {
    sqlite3_vfs_unregister(system)
    system.deallocate()
    free(name)
  }
}

private func diskOf(_ system: UnsafeMutablePointer<sqlite3_vfs>?) -> Disk {
  guard let data = system?.pointee.pAppData else { fatalError("SQLite lost the disk") }
  return Unmanaged<Disk>.fromOpaque(data).takeUnretainedValue()
}

struct DiskFailure: Error {
  let code: Int32
}

extension Disk {
  fileprivate func open(_ path: String?, _ flags: Int32) -> Result<Handle, DiskFailure> {
    state.withLock { state in
      if let code = state.enter(.open) { return .failure(DiskFailure(code: code)) }
      var number = path.flatMap { state.names[$0] }
      if number == nil {
        guard flags & SQLITE_OPEN_CREATE != 0 else { return .failure(DiskFailure(code: SQLITE_CANTOPEN)) }
        let journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL
        number = state.create(path, syncsFolder: flags & journals != 0)
      }
      guard let number else { return .failure(DiskFailure(code: SQLITE_CANTOPEN)) }
      state.openFiles += 1
      return .success(Handle(disk: self, file: number, path: path))
    }
  }

  fileprivate func delete(_ path: String, syncsFolder: Bool) -> Int32 {
    state.withLock { state in
      if let code = state.enter(.delete) { return code }
      return state.delete(path, syncsFolder: syncsFolder) ? SQLITE_OK : SQLITE_IOERR | (23 << 8)
    }
  }

  fileprivate func access(_ path: String, _ result: inout Int32) -> Int32 {
    let (code, isThere) = state.withLock { ($0.enter(.access), $0.names[path] != nil) }
    result = isThere ? 1 : 0
    return code ?? SQLITE_OK
  }
}
