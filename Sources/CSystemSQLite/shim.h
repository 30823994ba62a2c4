#ifndef CSYSTEMSQLITE_SHIM_H
#define CSYSTEMSQLITE_SHIM_H

#include <sqlite3.h>

// What Swift cannot call or spell by itself: variadic functions, SQLITE_TRANSIENT (a cast of -1 to a
// function pointer), and functions that only newer headers declare.

/// Sets a switch of sqlite3_db_config(): 1 on, 0 off, -1 only asks. `now` receives the value in force.
static inline int csqlite_db_config_switch(sqlite3 *db, int option, int on, int *now) {
  return sqlite3_db_config(db, option, on, now);
}

/// Asks for the allocator in use, or sets one; only before the library is initialised.
static inline int csqlite_allocator(sqlite3_mem_methods *methods, int set) {
  return sqlite3_config(set ? SQLITE_CONFIG_MALLOC : SQLITE_CONFIG_GETMALLOC, methods);
}

/// sqlite3_error_offset() where the library has it (3.38 and newer), else -1.
static inline int csqlite_error_offset(sqlite3 *db) {
#if SQLITE_VERSION_NUMBER >= 3038000
  return sqlite3_error_offset(db);
#else
  (void)db;
  return -1;
#endif
}

/// Binds a copy of `count` bytes of UTF-8; no bytes are still a text, not NULL.
static inline int csqlite_bind_text(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_text64(
      statement, index, count ? (const char *)bytes : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds a copy of `count` bytes; no bytes are still a blob, not NULL.
static inline int csqlite_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return count ? sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT)
               : sqlite3_bind_zeroblob(statement, index, 0);
}

/// Returns a copy of `count` bytes of UTF-8 from an SQL function.
static inline void csqlite_result_text(sqlite3_context *context, const void *bytes, sqlite3_uint64 count) {
  sqlite3_result_text64(context, count ? (const char *)bytes : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Returns a copy of `count` bytes as a blob from an SQL function.
static inline void csqlite_result_blob(sqlite3_context *context, const void *bytes, sqlite3_uint64 count) {
  if (count) {
    sqlite3_result_blob64(context, bytes, count, SQLITE_TRANSIENT);
  } else {
    sqlite3_result_zeroblob(context, 0);
  }
}

#endif
