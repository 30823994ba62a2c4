#ifndef INTERPOSED_CALLS_H
#define INTERPOSED_CALLS_H

#include <stddef.h>
#include <stdint.h>

// Calls of the C library that change or read files, on their way through a test: SQLite's and our own. The test's
// executable has functions of the same names, which the dynamic linker finds first; they pass on to the library's.

enum file_call_kind {
  FILE_CALL_OPEN,
  FILE_CALL_CLOSE,
  FILE_CALL_READ,
  FILE_CALL_WRITE,
  FILE_CALL_TRUNCATE,
  FILE_CALL_SYNC,
  FILE_CALL_RENAME,
  FILE_CALL_LINK,
  FILE_CALL_UNLINK,
};

struct file_call {
  enum file_call_kind kind;
  /// What is opened, renamed, linked or unlinked; NULL for the others, which have a descriptor.
  const char *path;
  /// The new name.
  const char *target;
  int descriptor;
  /// Of an opening.
  int flags;
  /// What is written.
  const void *bytes;
  size_t count;
  /// Where it is written, or the size after a truncation; -1 at the descriptor's own place.
  int64_t offset;
};

struct file_call_observer {
  void *context;
  /// Before the call: 0 lets it through, else it fails with that errno. Half of what was to be written still is when the
  /// error is ENOSPC or EIO.
  int (*before)(void *context, const struct file_call *call);
  /// After a call that was let through and did not fail; a new descriptor is its result.
  void (*after)(void *context, const struct file_call *call, int64_t result);
};

/// Watches the calls of this thread, until NULL is set.
void file_calls_watch(const struct file_call_observer *observer);

#endif
