import HashTreeCollections

/// A dictionary whose changed copies share all that is the same.
///
/// Every statement keeps the schema before it, and every prepared migration the one after it, so that a copy must not
/// cost what the whole catalog costs.
struct SharedMap<Key: Hashable & Sendable, Value: Sendable>: Sendable, Sequence,
  ExpressibleByDictionaryLiteral
{
  private var tree = TreeDictionary<Key, Value>()

  init(dictionaryLiteral elements: (Key, Value)...) {
    for (key, value) in elements { tree[key] = value }
  }

  subscript(key: Key) -> Value? {
    get { tree[key] }
    set { tree[key] = newValue }
  }

  var isEmpty: Bool { tree.isEmpty }
  var keys: some Sequence<Key> { tree.lazy.map(\.key) }
  var values: some Sequence<Value> { tree.lazy.map(\.value) }

  @discardableResult
  mutating func removeValue(forKey key: Key) -> Value? { tree.removeValue(forKey: key) }

  mutating func removeAll(where isGone: (Value) -> Bool) {
    for (key, value) in tree where isGone(value) { tree[key] = nil }
  }

  func makeIterator() -> some IteratorProtocol<(key: Key, value: Value)> {
    tree.lazy.map { (key: $0.key, value: $0.value) }.makeIterator()
  }
}
