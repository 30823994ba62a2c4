#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Runs a closure on a thread with the 512 KB of stack that threads have on some systems.
func onSmallStack(_ body: @escaping @Sendable () -> Bool) -> Bool {
  let work = Work(body)
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, 512 * 1024)
  #if canImport(Darwin)
  var thread: pthread_t?
  #else
  var thread = pthread_t()
  #endif
  let context = Unmanaged.passRetained(work)
  let started = pthread_create(
    &thread, &attributes,
    { context in
      #if canImport(Darwin)
      let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
      #else
      guard let context else { return nil }
      let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
      #endif
      work.result = work.body()
      return nil
    }, context.toOpaque())
  guard started == 0 else { return false }
  #if canImport(Darwin)
  if let thread { pthread_join(thread, nil) }
  #else
  pthread_join(thread, nil)
  #endif
  return work.result
}

/// Touched by the thread alone until it has been joined.
private final class Work: @unchecked Sendable {
  let body: @Sendable () -> Bool
  var result = false

  init(_ body: @escaping @Sendable () -> Bool) { self.body = body }
}
