/// PostgreSQL's own types as `pg_type` has them: the number, that of the array type, the length, whether it is passed by
/// value, kind, category, whether it is the preferred one of that, alignment, storage.
/// https://www.postgresql.org/docs/15/catalog-pg-type.html
struct BuiltinTypeNumbers: Sendable {
  var name: String
  var number: Int
  /// 0 where there is none.
  var array: Int
  var length: Int
  var isByValue: Bool
  var kind: String
  var category: String
  var isPreferred: Bool
  var alignment: String
  var storage: String

  static let all = lines.split(separator: "\n").compactMap { BuiltinTypeNumbers(line: $0) }
  static let named = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
  static let numbered = Dictionary(all.map { ($0.number, $0) }) { first, _ in first }

  private init?(line: Substring) {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 10, let number = Int(words[1]), let array = Int(words[2]), let length = Int(words[3])
    else { return nil }
    self.init(
      name: words[0], number: number, array: array, length: length, isByValue: words[4] == "t",
      kind: words[5],
      category: words[6], isPreferred: words[7] == "t", alignment: words[8], storage: words[9])
  }

  private init(
    name: String, number: Int, array: Int, length: Int, isByValue: Bool, kind: String, category: String,
    isPreferred: Bool, alignment: String, storage: String
  ) {
    self.name = name
    self.number = number
    self.array = array
    self.length = length
    self.isByValue = isByValue
    self.kind = kind
    self.category = category
    self.isPreferred = isPreferred
    self.alignment = alignment
    self.storage = storage
  }

  private static let lines = """
    bool 16 1000 1 t b B t c p
    bytea 17 1001 -1 f b U f i x
    char 18 1002 1 t b Z f c p
    name 19 1003 64 f b S f c p
    int8 20 1016 8 t b N f d p
    int2 21 1005 2 t b N f s p
    int2vector 22 1006 -1 f b A f i p
    int4 23 1007 4 t b N f i p
    regproc 24 1008 4 t b N f i p
    text 25 1009 -1 f b S t i x
    oid 26 1028 4 t b N t i p
    tid 27 1010 6 f b U f s p
    xid 28 1011 4 t b U f i p
    cid 29 1012 4 t b U f i p
    oidvector 30 1013 -1 f b A f i p
    json 114 199 -1 f b U f i x
    xml 142 143 -1 f b U f i x
    pg_node_tree 194 0 -1 f b Z f i x
    point 600 1017 16 f b G f d p
    lseg 601 1018 32 f b G f d p
    path 602 1019 -1 f b G f d x
    box 603 1020 32 f b G f d p
    polygon 604 1027 -1 f b G f d x
    line 628 629 24 f b G f d p
    cidr 650 651 -1 f b I f i m
    float4 700 1021 4 t b N f i p
    float8 701 1022 8 t b N t d p
    unknown 705 0 -2 f p X f c p
    circle 718 719 24 f b G f d p
    macaddr8 774 775 8 f b U f i p
    money 790 791 8 t b N f d p
    macaddr 829 1040 6 f b U f i p
    inet 869 1041 -1 f b I t i m
    aclitem 1033 1034 12 f b U f i p
    bpchar 1042 1014 -1 f b S f i x
    varchar 1043 1015 -1 f b S f i x
    date 1082 1182 4 t b D f i p
    time 1083 1183 8 t b D f d p
    timestamp 1114 1115 8 t b D f d p
    timestamptz 1184 1185 8 t b D t d p
    interval 1186 1187 16 f b T t d p
    timetz 1266 1270 12 f b D f d p
    bit 1560 1561 -1 f b V f i x
    varbit 1562 1563 -1 f b V t i x
    numeric 1700 1231 -1 f b N f i m
    refcursor 1790 2201 -1 f b U f i x
    regprocedure 2202 2207 4 t b N f i p
    regoper 2203 2208 4 t b N f i p
    regoperator 2204 2209 4 t b N f i p
    regclass 2205 2210 4 t b N f i p
    regtype 2206 2211 4 t b N f i p
    record 2249 2287 -1 f p P f d x
    cstring 2275 1263 -2 f p P f c p
    any 2276 0 4 t p P f i p
    anyarray 2277 0 -1 f p P f d x
    void 2278 0 4 t p P f i p
    trigger 2279 0 4 t p P f i p
    internal 2281 0 8 t p P f d p
    anyelement 2283 0 4 t p P f i p
    anynonarray 2776 0 4 t p P f i p
    uuid 2950 2951 16 f b U f c p
    txid_snapshot 2970 2949 -1 f b U f d x
    pg_lsn 3220 3221 8 t b U f d p
    anyenum 3500 0 4 t p P f i p
    tsvector 3614 3643 -1 f b U f i x
    tsquery 3615 3645 -1 f b U f i p
    regconfig 3734 3735 4 t b N f i p
    regdictionary 3769 3770 4 t b N f i p
    jsonb 3802 3807 -1 f b U f i x
    anyrange 3831 0 -1 f p P f d x
    event_trigger 3838 0 4 t p P f i p
    int4range 3904 3905 -1 f r R f i x
    numrange 3906 3907 -1 f r R f i x
    tsrange 3908 3909 -1 f r R f d x
    tstzrange 3910 3911 -1 f r R f d x
    daterange 3912 3913 -1 f r R f i x
    int8range 3926 3927 -1 f r R f d x
    jsonpath 4072 4073 -1 f b U f i x
    regnamespace 4089 4090 4 t b N f i p
    regrole 4096 4097 4 t b N f i p
    regcollation 4191 4192 4 t b N f i p
    int4multirange 4451 6150 -1 f m R f i x
    nummultirange 4532 6151 -1 f m R f i x
    tsmultirange 4533 6152 -1 f m R f d x
    tstzmultirange 4534 6153 -1 f m R f d x
    datemultirange 4535 6155 -1 f m R f i x
    int8multirange 4536 6157 -1 f m R f d x
    anymultirange 4537 0 -1 f p P f d x
    anycompatiblemultirange 4538 0 -1 f p P f d x
    pg_snapshot 5038 5039 -1 f b U f d x
    xid8 5069 271 8 t b U f d p
    anycompatible 5077 0 4 t p P f i p
    anycompatiblearray 5078 0 -1 f p P f d x
    anycompatiblenonarray 5079 0 4 t p P f i p
    anycompatiblerange 5080 0 -1 f p P f d x
    """
}
