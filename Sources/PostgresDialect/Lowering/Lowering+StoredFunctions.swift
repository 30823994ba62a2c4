/// What is stored calls functions of ours only where stock SQLite has no words for it, and the warning says so: another
/// program then fails with `no such function`, loudly, until it registers them.
extension Lowering {
  enum StoredFunctions {
    /// Never: what is stored is left out instead, as an index that only speeds things up.
    case forbidden
    case allowed
    /// What is being lowered calls them.
    case used
  }

  /// Whether only SQLite's own functions may be called.
  var isStock: Bool { purpose != .statement && functions != .used }

  static func callsOurs(_ what: String) -> String {
    "\(what) has no form in stock SQLite and calls a function of this library: other programs fail here with \"no such function\" until they register it"
  }

  /// By SQLite's own functions where there is a way, by ours where there is none.
  mutating func preferringStock<Result>(
    at range: SourceRange, _ work: (inout Lowering) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    guard isStock, functions == .allowed else { return try work(&self) }
    let start = self
    do throws(Diagnostic) {
      return try work(&self)
    } catch {
      guard error.state == .featureNotSupported else { throw error }
      self = start
      functions = .used
      defer { functions = .allowed }
      guard let result = try? work(&self), preparations == start.preparations else {
        self = start
        throw error
      }
      let what = error.message.replacing(" in what is stored is not supported yet", with: "")
      warn(Self.callsOurs(what), at: range)
      return result
    }
  }
}
