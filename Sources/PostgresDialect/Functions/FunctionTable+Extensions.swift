/// Functions of common extensions, and of what SQLite has nothing like.
extension FunctionTable {
  // https://www.postgresql.org/docs/15/uuid-ossp.html, https://www.postgresql.org/docs/15/pgcrypto.html
  static let extensionLines = #"""
    hmac(text, text, text) bytea
    hmac(bytea, bytea, text) bytea => pg_hmac($1, $2, $3)
    uuid_generate_v1() uuid volatile = $timeuuid
    uuid_generate_v1mc() uuid volatile = $timeuuid
    uuid_generate_v3(uuid, text) uuid => pg_uuid_of_name($1, $2, 3)
    uuid_generate_v5(uuid, text) uuid => pg_uuid_of_name($1, $2, 5)
    uuid_nil() uuid = '00000000-0000-0000-0000-000000000000'
    uuid_ns_dns() uuid = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
    uuid_ns_url() uuid = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'
    uuid_ns_oid() uuid = '6ba7b812-9dad-11d1-80b4-00c04fd430c8'
    uuid_ns_x500() uuid = '6ba7b814-9dad-11d1-80b4-00c04fd430c8'
    unaccent(text) text
    unaccent(text, text) text => pg_unaccent($2)
    subpath(ltree, int4) ltree => pg_subpath($1, $2, NULL)
    subpath(ltree, int4, int4) ltree
    nlevel(ltree) int4 = CASE WHEN $1 = '' THEN 0 ELSE 1 + length($1) - length(replace($1, '.', '')) END
    ltree2text(ltree) text = $1
    text2ltree(text) ltree = $1
    get_bit(bit, int4) int4 = CAST(substr($1, $2 + 1, 1) AS INTEGER)
    get_bit(bytea, int8) int4 => pg_get_bit($1, $2)
    get_byte(bytea, int4) int4 = CASE WHEN $2 >= 0 AND $2 < length($1) THEN instr('0123456789ABCDEF', substr(hex($1), 2 * $2 + 1, 1)) * 16 + instr('0123456789ABCDEF', substr(hex($1), 2 * $2 + 2, 1)) - 17 END => pg_get_byte($1, $2)
    set_bit(bytea, int8, int4) bytea
    uuid_send(uuid) bytea => pg_decode(replace($1, '-', ''), 'hex')
    int8send(int8) bytea => CASE WHEN $1 IS NOT NULL THEN pg_decode(printf('%016x', $1), 'hex') END
    int4send(int4) bytea => CASE WHEN $1 IS NOT NULL THEN pg_decode(printf('%08x', $1 & 4294967295), 'hex') END
    int2send(int2) bytea => CASE WHEN $1 IS NOT NULL THEN pg_decode(printf('%04x', $1 & 65535), 'hex') END
    textsend(text) bytea = CAST($1 AS BLOB)
    set_byte(bytea, int4, int4) bytea
    array_fill(any, int4[]) array => pg_array_fill($1, $2, $t1)
    normalize(text) text => pg_normalize($1, 'NFC')
    normalize(text, text) text => pg_normalize($1, $2)
    """#

  /// A document is kept as its text: https://www.postgresql.org/docs/15/textsearch-controls.html
  static let searchLines = #"""
    to_tsvector(text) tsvector = $1
    to_tsvector(regconfig, text) tsvector = $2
    to_tsvector(anyjson) tsvector = $1
    to_tsvector(regconfig, anyjson) tsvector = $2
    array_to_tsvector(text[]) tsvector = $1
    setweight(tsvector, text) tsvector = $1
    strip(tsvector) tsvector = $1
    to_tsquery(text) tsquery = $1
    to_tsquery(regconfig, text) tsquery = $2
    plainto_tsquery(text) tsquery = $1
    plainto_tsquery(regconfig, text) tsquery = $2
    phraseto_tsquery(text) tsquery = $1
    phraseto_tsquery(regconfig, text) tsquery = $2
    websearch_to_tsquery(text) tsquery = $1
    websearch_to_tsquery(regconfig, text) tsquery = $2
    """#

  /// What is not as in PostgreSQL wherever these are called.
  static let approximations: [String: String] = {
    let search = "text search: a document is kept as its text, and a search for words in it is refused"
    var texts: [String: String] = [:]
    for name in grouped(searchLines).keys { texts[name] = search }
    for name in ["uuid_generate_v1", "uuid_generate_v1mc"] {
      texts[name] = "\(name)(): the node is random and the clock counts milliseconds"
    }
    for name in ["txid_current", "pg_current_xact_id"] {
      texts[name] = "\(name)(): the time in milliseconds stands for the number of a transaction"
    }
    return texts
  }()

  /// A UUID of version 1 by stock SQLite: 100-nanosecond steps since 1582, and a random node, marked as one.
  /// https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-1
  static let timeUUID = {
    let clock = "CAST((julianday('now') - 2299160.5) * 86400000 AS INTEGER) * 10000"
    return
      "printf('%08x-%04x-1%03x-%04x-%012x', (\(clock) + (random() & 8191)) & 0xffffffff, (\(clock) >> 32) & 0xffff, "
      + "(\(clock) >> 48) & 0x0fff, 0x8000 | (random() & 0x3fff), 0x010000000000 | (random() & 0xffffffffffff))"
  }()
}
