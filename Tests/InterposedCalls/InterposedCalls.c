#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include "InterposedCalls.h"

#ifdef __linux__

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static __thread const struct file_call_observer *watching;
/// What an observer does itself is not watched.
static __thread int is_telling;

void file_calls_watch(const struct file_call_observer *observer) { watching = observer; }

/// The function of this name behind ours.
#define NEXT(name)                                                      \
  ({                                                                    \
    static void *next;                                                  \
    void *found = __atomic_load_n(&next, __ATOMIC_RELAXED);             \
    if (!found) {                                                       \
      found = dlsym(RTLD_NEXT, #name);                                  \
      __atomic_store_n(&next, found, __ATOMIC_RELAXED);                 \
    }                                                                   \
    (__typeof__(&name))found;                                           \
  })

static int is_watched(void) { return watching && !is_telling; }

/// True when the call is to fail; errno says why.
static int fails(const struct file_call *call) {
  if (!is_watched()) return 0;
  int saved = errno;
  is_telling = 1;
  int code = watching->before(watching->context, call);
  is_telling = 0;
  errno = code ? code : saved;
  return code != 0;
}

static void tell(const struct file_call *call, int64_t result) {
  if (!is_watched() || result < 0) return;
  int saved = errno;
  is_telling = 1;
  watching->after(watching->context, call, result);
  is_telling = 0;
  errno = saved;
}

#define OPENING(name)                                                                            \
  int name(const char *path, int flags, ...) {                                                   \
    mode_t mode = 0;                                                                             \
    if (flags & (O_CREAT | __O_TMPFILE)) {                                                       \
      va_list rest;                                                                              \
      va_start(rest, flags);                                                                     \
      mode = va_arg(rest, mode_t);                                                               \
      va_end(rest);                                                                              \
    }                                                                                            \
    struct file_call call = {.kind = FILE_CALL_OPEN, .path = path, .flags = flags, .descriptor = -1}; \
    if (fails(&call)) return -1;                                                                 \
    int result = NEXT(name)(path, flags, mode);                                                  \
    tell(&call, result);                                                                         \
    return result;                                                                               \
  }
OPENING(open)
OPENING(open64)

int close(int descriptor) {
  struct file_call call = {.kind = FILE_CALL_CLOSE, .descriptor = descriptor};
  tell(&call, 0);
  return NEXT(close)(descriptor);
}

#define READING(name, parameters, arguments)                                      \
  ssize_t name parameters {                                                       \
    struct file_call call = {.kind = FILE_CALL_READ, .descriptor = descriptor};   \
    return fails(&call) ? -1 : NEXT(name) arguments;                              \
  }
READING(read, (int descriptor, void *bytes, size_t count), (descriptor, bytes, count))
READING(pread, (int descriptor, void *bytes, size_t count, off_t offset), (descriptor, bytes, count, offset))
READING(pread64, (int descriptor, void *bytes, size_t count, off64_t offset), (descriptor, bytes, count, offset))

static int is_partial(void) { return errno == ENOSPC || errno == EIO; }

ssize_t write(int descriptor, const void *bytes, size_t count) {
  struct file_call call = {
      .kind = FILE_CALL_WRITE, .descriptor = descriptor, .bytes = bytes, .count = count, .offset = -1};
  if (fails(&call)) {
    int code = errno;
    if (is_partial()) (void)!NEXT(write)(descriptor, bytes, count / 2);
    errno = code;
    return -1;
  }
  ssize_t result = NEXT(write)(descriptor, bytes, count);
  tell(&call, result);
  return result;
}

#define WRITING_AT(name, offset_type)                                                          \
  ssize_t name(int descriptor, const void *bytes, size_t count, offset_type offset) {          \
    struct file_call call = {.kind = FILE_CALL_WRITE, .descriptor = descriptor, .bytes = bytes, \
                             .count = count, .offset = offset};                                \
    if (fails(&call)) {                                                                        \
      int code = errno;                                                                        \
      if (is_partial()) (void)!NEXT(name)(descriptor, bytes, count / 2, offset);               \
      errno = code;                                                                            \
      return -1;                                                                               \
    }                                                                                          \
    ssize_t result = NEXT(name)(descriptor, bytes, count, offset);                             \
    tell(&call, result);                                                                       \
    return result;                                                                             \
  }
WRITING_AT(pwrite, off_t)
WRITING_AT(pwrite64, off64_t)

#define TRUNCATING(name, size_type)                                                                  \
  int name(int descriptor, size_type size) {                                                         \
    struct file_call call = {.kind = FILE_CALL_TRUNCATE, .descriptor = descriptor, .offset = size};  \
    if (fails(&call)) return -1;                                                                     \
    int result = NEXT(name)(descriptor, size);                                                       \
    tell(&call, result);                                                                             \
    return result;                                                                                   \
  }
TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)

#define SYNCING(name)                                                            \
  int name(int descriptor) {                                                     \
    struct file_call call = {.kind = FILE_CALL_SYNC, .descriptor = descriptor};  \
    if (fails(&call)) return -1;                                                 \
    int result = NEXT(name)(descriptor);                                         \
    tell(&call, result);                                                         \
    return result;                                                               \
  }
SYNCING(fsync)
SYNCING(fdatasync)

#define NAMING(name, call_kind)                                                                         \
  int name(const char *path, const char *target) {                                                      \
    struct file_call call = {.kind = call_kind, .path = path, .target = target, .descriptor = -1};      \
    if (fails(&call)) return -1;                                                                        \
    int result = NEXT(name)(path, target);                                                              \
    tell(&call, result);                                                                                \
    return result;                                                                                      \
  }
NAMING(rename, FILE_CALL_RENAME)
NAMING(link, FILE_CALL_LINK)

int unlink(const char *path) {
  struct file_call call = {.kind = FILE_CALL_UNLINK, .path = path, .descriptor = -1};
  if (fails(&call)) return -1;
  int result = NEXT(unlink)(path);
  tell(&call, result);
  return result;
}

#else

// Elsewhere names are bound in two steps, and a function of ours is not found by others.
void file_calls_watch(const struct file_call_observer *observer) { (void)observer; }

#endif
