/* SPDX-License-Identifier: Apache-2.0 */
/* Makes, maps and pre-faults the shared log of instants. */
#include "sample_log.h"

#include <errno.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error_text.h"
#include "owned_fd.h"

enum { COLUMN_ALIGNMENT = 4096 };

const char *const instant_names[INSTANT_COUNT] = {
    "due",  "start",    "sent",         "announced", "holding",
    "used", "released", "acknowledged", "donor_cpu", "receiver_cpu",
};

static size_t column_stride(size_t capacity) {
  size_t bytes = capacity * sizeof(uint64_t);
  return (bytes + COLUMN_ALIGNMENT - 1) / COLUMN_ALIGNMENT * COLUMN_ALIGNMENT;
}

size_t sample_log_bytes(size_t capacity) { return INSTANT_COUNT * column_stride(capacity); }

int sample_log_create(size_t capacity) {
  cleanup_close int fd = memfd_create("fd-handover-samples", MFD_CLOEXEC);
  if (fd < 0) return failed_at("memfd_create", -errno);
  if (ftruncate(fd, (off_t)sample_log_bytes(capacity)) < 0) return failed_at("ftruncate", -errno);
  return fd_release(&fd);
}

int sample_log_check(int samples_fd, size_t capacity) {
  struct stat facts;
  if (fstat(samples_fd, &facts) < 0) return failed_at("fstat", -errno);
  bool fits = (size_t)facts.st_size == sample_log_bytes(capacity);
  return fits ? 0 : failed_at("sample log size", -EINVAL);
}

int sample_log_map(int samples_fd, size_t capacity, struct sample_log *ret) {
  size_t bytes = sample_log_bytes(capacity);
  int code = sample_log_check(samples_fd, capacity);
  if (code < 0) return code;
  /* MAP_POPULATE is allowed to fail in silence (mmap(2)), so each page is touched as well. */
  void *mapping =
      mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, samples_fd, 0);
  if (mapping == MAP_FAILED) return failed_at("mmap", -errno);
  *ret = (struct sample_log){.capacity = capacity, .mapping = mapping, .mapping_bytes = bytes};
  for (size_t offset = 0; offset < bytes; offset += COLUMN_ALIGNMENT) {
    /* An atomic "or 0" makes the page writable here without undoing a stamp of the other role. */
    uint64_t *page = (uint64_t *)((char *)mapping + offset);
    __atomic_fetch_or(page, 0, __ATOMIC_RELAXED);
  }
  for (size_t column = 0; column < INSTANT_COUNT; column++)
    ret->columns[column] = (uint64_t *)((char *)mapping + column * column_stride(capacity));
  return 0;
}

void sample_log_unmap(struct sample_log *log) {
  if (log->mapping != NULL) munmap(log->mapping, log->mapping_bytes);
  *log = (struct sample_log){0};
}

int sample_log_read(int samples_fd, size_t capacity, enum instant instant, uint64_t *ret_values) {
  size_t wanted = capacity * sizeof(uint64_t);
  size_t start = (size_t)instant * column_stride(capacity);
  for (size_t held = 0; held < wanted;) {
    char *room = (char *)ret_values + held;
    ssize_t got = pread(samples_fd, room, wanted - held, (off_t)(start + held));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed_at("pread", -errno);
    if (got == 0) return failed_at("sample log size", -EINVAL);
    held += (size_t)got;
  }
  return 0;
}
