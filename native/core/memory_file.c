/* SPDX-License-Identifier: Apache-2.0 */
/* memfd_create and its size in one step. */
#include "memory_file.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "error_text.h"
#include "owned_fd.h"

int memory_file_create(const char *name, uint64_t size_bytes) {
  cleanup_close int fd = memfd_create(name, MFD_CLOEXEC);
  if (fd < 0) return failed_at("memfd_create", -errno);
  if (ftruncate(fd, (off_t)size_bytes) < 0) return failed_at("ftruncate", -errno);
  return fd_release(&fd);
}
