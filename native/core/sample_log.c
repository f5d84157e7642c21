/* SPDX-License-Identifier: Apache-2.0 */
/* Makes, maps and pre-faults the shared log of instants. */
#include "sample_log.h"

#include <errno.h>
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

int sample_log_map(int samples_fd, size_t capacity, struct sample_log *ret) {
  struct stat facts;
  size_t bytes = sample_log_bytes(capacity);
  if (fstat(samples_fd, &facts) < 0) return failed_at("fstat", -errno);
  if ((size_t)facts.st_size != bytes) return failed_at("sample log size", -EINVAL);
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
