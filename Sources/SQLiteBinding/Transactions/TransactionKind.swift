extension Connection {
  /// When a transaction takes its lock: https://www.sqlite.org/lang_transaction.html
  public enum TransactionKind: String, Sendable, Hashable {
    /// At the first read or write. A write after a read may then fail at once, whatever the busy timeout.
    case deferred = "DEFERRED"
    /// Now, for writing; others can still read.
    case immediate = "IMMEDIATE"
    /// Now, for writing; outside of WAL mode nobody else can read.
    case exclusive = "EXCLUSIVE"
  }
}
