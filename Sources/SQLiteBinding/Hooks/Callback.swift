import Synchronization

/// Keeps a closure alive as long as SQLite may call it.
final class Callback<Input, Output>: Sendable {
  let body: @Sendable (Input) -> Output

  init(_ body: @escaping @Sendable (Input) -> Output) {
    self.body = body
  }

  /// What SQLite hands back as the first argument of its call.
  var context: UnsafeMutableRawPointer {
    Unmanaged.passUnretained(self).toOpaque()
  }

  static func from(_ context: UnsafeMutableRawPointer) -> Callback {
    Unmanaged<Callback>.fromOpaque(context).takeUnretainedValue()
  }
}

extension Connection {
  /// Has SQLite call `callback` from now on, and lets the one before go once SQLite no longer knows it.
  ///
  /// SQLite's mutex is taken before ours, here as within SQLite's calls of us.
  func install<Input, Output>(
    _ callback: Callback<Input, Output>?,
    in slot: any WritableKeyPath<State, Callback<Input, Output>?> & Sendable,
    tell: (OpaquePointer, UnsafeMutableRawPointer?) -> Void
  ) {
    ifOpen(else: ()) { handle in
      holdingMutex(of: handle) {
        tell(handle, callback?.context)
        let former = state.withLock { state in
          let former = state[keyPath: slot]
          state[keyPath: slot] = callback
          return former
        }
        withExtendedLifetime(former) {}
      }
    }
  }
}
