/*
 * Logs what a process does to the files below one folder, as it asks the system for it, so that a
 * disk can be built as it may look after a power cut. Preloaded into the engine by the bench alone.
 *
 *   GATEHOUSE_WRITELOG_ROOT     the folder, absolute and without links
 *   GATEHOUSE_WRITELOG_FILE     the log, appended to; empty: none
 *   GATEHOUSE_WRITELOG_CONTROL  optional: two numbers of 8 bytes, read all the time:
 *                               microseconds that each sync and each started 64 KiB written takes longer
 *
 * A write is logged after it was done, a sync before and after: what is logged before a sync begins
 * is on disk when it has ended. A name is logged before anybody else's next call can rely on it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { CREATE = 1, OPEN, WRITE, TRUNCATE, SYNC_BEGIN, SYNC_END, RENAME, UNLINK, MKDIR, RMDIR };

#define MAGIC 0x4757524c
#define MOST_FILES 65536
#define STEP 65536

struct record {
  uint32_t magic;
  uint32_t op;
  uint64_t nanos;
  uint64_t inode;
  uint64_t offset;
  uint32_t length;
  uint32_t length2;
};

struct slot {
  uint64_t inode;
  char *folder; /* its path if it is a folder */
  _Atomic int ours;
};

static struct slot slots[MOST_FILES];
static const char *root;
static size_t root_length;
static int log_fd = -1;
static volatile uint64_t *control;
static _Atomic uint64_t tokens;

/* Held from the call that makes or takes a name until that is logged, and where a sync begins. */
static pthread_mutex_t names = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
  const char *folder = getenv("GATEHOUSE_WRITELOG_ROOT");
  const char *file = getenv("GATEHOUSE_WRITELOG_FILE");
  const char *slow = getenv("GATEHOUSE_WRITELOG_CONTROL");
  if (folder == NULL || *folder == 0) return;
  root = strdup(folder);
  root_length = strlen(root);
  if (file != NULL && *file != 0) {
    log_fd = (int) syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }
  if (slow != NULL && *slow != 0) {
    int fd = (int) syscall(SYS_openat, AT_FDCWD, slow, O_RDONLY | O_CLOEXEC, 0);
    if (fd >= 0) {
      void *memory = mmap(NULL, 16, PROT_READ, MAP_SHARED, fd, 0);
      control = memory == MAP_FAILED ? NULL : memory;
      syscall(SYS_close, fd);
    }
  }
}

#define REAL(name, type) \
  static type real_##name; \
  if (real_##name == NULL) real_##name = (type) dlsym(RTLD_NEXT, #name)

static int below(const char *path) {
  return root != NULL && path != NULL && strncmp(path, root, root_length) == 0
      && (path[root_length] == '/' || path[root_length] == 0);
}

/* One gather write on a file opened with O_APPEND: records of several threads never mix. */
static void note(int op, uint64_t inode, uint64_t offset, const struct iovec *data, int count,
                 uint32_t length, uint32_t length2) {
  if (log_fd < 0) return;
  int before = errno;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  struct record head = {MAGIC, (uint32_t) op, (uint64_t) now.tv_sec * 1000000000u + (uint64_t) now.tv_nsec,
                        inode, offset, length, length2};
  struct iovec parts[IOV_MAX];
  parts[0] = (struct iovec) {&head, sizeof head};
  int n = 1;
  for (int i = 0; i < count && n < IOV_MAX; i++) parts[n++] = data[i];
  syscall(SYS_writev, log_fd, parts, n);
  errno = before;
}

static void note_path(int op, uint64_t inode, const char *path, const char *other) {
  struct iovec parts[2] = {{(void *) path, strlen(path)}, {(void *) other, other == NULL ? 0 : strlen(other)}};
  note(op, inode, 0, parts, other == NULL ? 1 : 2, (uint32_t) parts[0].iov_len, (uint32_t) parts[1].iov_len);
}

static void rest(uint64_t micros) {
  if (micros == 0) return;
  int before = errno;
  struct timespec pause = {(time_t) (micros / 1000000), (long) (micros % 1000000) * 1000};
  nanosleep(&pause, NULL);
  errno = before;
}

static struct slot *slot(int fd) {
  return fd >= 0 && fd < MOST_FILES && atomic_load(&slots[fd].ours) ? &slots[fd] : NULL;
}

static void opened(int fd, const char *path, int flags, int existed) {
  if (fd < 0 || fd >= MOST_FILES || !below(path)) return;
  int before = errno;
  struct stat st;
  if (fstat(fd, &st) == 0) {
    slots[fd].inode = st.st_ino;
    free(slots[fd].folder);
    slots[fd].folder = S_ISDIR(st.st_mode) ? strdup(path) : NULL;
    atomic_store(&slots[fd].ours, 1);
    if (S_ISREG(st.st_mode) && (flags & O_ACCMODE) != O_RDONLY) {
      note_path(existed ? OPEN : CREATE, st.st_ino, path, NULL);
      if (existed && (flags & O_TRUNC)) note(TRUNCATE, st.st_ino, 0, NULL, 0, 0, 0);
    }
  }
  errno = before;
}

static int there(const char *path) {
  int before = errno;
  int result = faccessat(AT_FDCWD, path, F_OK, 0) == 0;
  errno = before;
  return result;
}

#define MODE_OF(flags) \
  mode_t mode = 0; \
  if (flags & (O_CREAT | O_TMPFILE)) { \
    va_list rest_; \
    va_start(rest_, flags); \
    mode = (mode_t) va_arg(rest_, int); \
    va_end(rest_); \
  }

#define OPEN_LIKE(name) \
  int name(const char *path, int flags, ...) { \
    typedef int (*function)(const char *, int, ...); \
    REAL(name, function); \
    MODE_OF(flags) \
    int naming = (flags & O_CREAT) && below(path); \
    if (naming) pthread_mutex_lock(&names); \
    int existed = !naming || there(path); \
    int fd = real_##name(path, flags, mode); \
    opened(fd, path, flags, existed); \
    if (naming) pthread_mutex_unlock(&names); \
    return fd; \
  }

#define OPENAT_LIKE(name) \
  int name(int at, const char *path, int flags, ...) { \
    typedef int (*function)(int, const char *, int, ...); \
    REAL(name, function); \
    MODE_OF(flags) \
    int naming = (flags & O_CREAT) && below(path); \
    if (naming) pthread_mutex_lock(&names); \
    int existed = !naming || there(path); \
    int fd = real_##name(at, path, flags, mode); \
    opened(fd, path, flags, existed); \
    if (naming) pthread_mutex_unlock(&names); \
    return fd; \
  }

OPEN_LIKE(open)
OPEN_LIKE(open64)
OPENAT_LIKE(openat)
OPENAT_LIKE(openat64)

int close(int fd) {
  typedef int (*function)(int);
  REAL(close, function);
  if (fd >= 0 && fd < MOST_FILES) atomic_store(&slots[fd].ours, 0);
  return real_close(fd);
}

static void wrote(struct slot *to, uint64_t offset, const struct iovec *data, int count, ssize_t done) {
  if (to == NULL || done <= 0) return;
  struct iovec parts[IOV_MAX];
  int n = 0;
  size_t left = (size_t) done;
  for (int i = 0; i < count && left > 0 && n < IOV_MAX - 1; i++) {
    size_t take = data[i].iov_len < left ? data[i].iov_len : left;
    parts[n++] = (struct iovec) {data[i].iov_base, take};
    left -= take;
  }
  note(WRITE, to->inode, offset, parts, n, (uint32_t) ((size_t) done - left), 0);
  if (control != NULL) rest(control[1] * (((uint64_t) done + STEP - 1) / STEP));
}

#define PWRITE_LIKE(name, offset_type) \
  ssize_t name(int fd, const void *data, size_t size, offset_type offset) { \
    typedef ssize_t (*function)(int, const void *, size_t, offset_type); \
    REAL(name, function); \
    ssize_t done = real_##name(fd, data, size, offset); \
    struct iovec part = {(void *) data, size}; \
    wrote(slot(fd), (uint64_t) offset, &part, 1, done); \
    return done; \
  }

PWRITE_LIKE(pwrite, off_t)
PWRITE_LIKE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
  typedef ssize_t (*function)(int, const void *, size_t);
  REAL(write, function);
  ssize_t done = real_write(fd, data, size);
  struct slot *to = slot(fd);
  if (to != NULL && done > 0) {
    struct iovec part = {(void *) data, size};
    wrote(to, (uint64_t) (lseek64(fd, 0, SEEK_CUR) - done), &part, 1, done);
  }
  return done;
}

ssize_t writev(int fd, const struct iovec *data, int count) {
  typedef ssize_t (*function)(int, const struct iovec *, int);
  REAL(writev, function);
  ssize_t done = real_writev(fd, data, count);
  struct slot *to = slot(fd);
  if (to != NULL && done > 0) wrote(to, (uint64_t) (lseek64(fd, 0, SEEK_CUR) - done), data, count, done);
  return done;
}

#define PWRITEV_LIKE(name, offset_type) \
  ssize_t name(int fd, const struct iovec *data, int count, offset_type offset) { \
    typedef ssize_t (*function)(int, const struct iovec *, int, offset_type); \
    REAL(name, function); \
    ssize_t done = real_##name(fd, data, count, offset); \
    wrote(slot(fd), (uint64_t) offset, data, count, done); \
    return done; \
  }

PWRITEV_LIKE(pwritev, off_t)
PWRITEV_LIKE(pwritev64, off64_t)

#define FTRUNCATE_LIKE(name, size_type) \
  int name(int fd, size_type size) { \
    typedef int (*function)(int, size_type); \
    REAL(name, function); \
    int result = real_##name(fd, size); \
    struct slot *to = slot(fd); \
    if (result == 0 && to != NULL) note(TRUNCATE, to->inode, (uint64_t) size, NULL, 0, 0, 0); \
    return result; \
  }

FTRUNCATE_LIKE(ftruncate, off_t)
FTRUNCATE_LIKE(ftruncate64, off64_t)

#define SYNC_LIKE(name) \
  int name(int fd) { \
    typedef int (*function)(int); \
    REAL(name, function); \
    struct slot *to = slot(fd); \
    if (to == NULL) return real_##name(fd); \
    uint64_t token = atomic_fetch_add(&tokens, 1); \
    uint64_t inode = to->inode; \
    struct iovec path = {to->folder, to->folder == NULL ? 0 : strlen(to->folder)}; \
    pthread_mutex_lock(&names); \
    note(SYNC_BEGIN, inode, token, &path, 1, (uint32_t) path.iov_len, 0); \
    pthread_mutex_unlock(&names); \
    if (control != NULL) rest(control[0]); \
    int result = real_##name(fd); \
    if (result == 0) note(SYNC_END, inode, token, NULL, 0, 0, 0); \
    return result; \
  }

SYNC_LIKE(fsync)
SYNC_LIKE(fdatasync)

int rename(const char *from, const char *to) {
  typedef int (*function)(const char *, const char *);
  REAL(rename, function);
  int ours = below(from) && below(to);
  if (ours) pthread_mutex_lock(&names);
  int result = real_rename(from, to);
  if (result == 0 && ours) note_path(RENAME, 0, from, to);
  if (ours) pthread_mutex_unlock(&names);
  return result;
}

int unlink(const char *path) {
  typedef int (*function)(const char *);
  REAL(unlink, function);
  int ours = below(path);
  if (ours) pthread_mutex_lock(&names);
  int result = real_unlink(path);
  if (result == 0 && ours) note_path(UNLINK, 0, path, NULL);
  if (ours) pthread_mutex_unlock(&names);
  return result;
}

int remove(const char *path) {
  typedef int (*function)(const char *);
  REAL(remove, function);
  int ours = below(path);
  if (ours) pthread_mutex_lock(&names);
  int result = real_remove(path);
  if (result == 0 && ours) note_path(UNLINK, 0, path, NULL);
  if (ours) pthread_mutex_unlock(&names);
  return result;
}

int mkdir(const char *path, mode_t mode) {
  typedef int (*function)(const char *, mode_t);
  REAL(mkdir, function);
  int ours = below(path);
  if (ours) pthread_mutex_lock(&names);
  int result = real_mkdir(path, mode);
  if (result == 0 && ours) note_path(MKDIR, 0, path, NULL);
  if (ours) pthread_mutex_unlock(&names);
  return result;
}

int rmdir(const char *path) {
  typedef int (*function)(const char *);
  REAL(rmdir, function);
  int ours = below(path);
  if (ours) pthread_mutex_lock(&names);
  int result = real_rmdir(path);
  if (result == 0 && ours) note_path(RMDIR, 0, path, NULL);
  if (ours) pthread_mutex_unlock(&names);
  return result;
}
