/* SPDX-License-Identifier: Apache-2.0 */
/* A memfd of eight bytes: pread(2) moves no offset, so every holder may look at any time. */
#include "serial_file.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"

int serial_file_open(uint64_t serial) {
  cleanup_close int fd = memfd_create("silent", MFD_CLOEXEC);
  if (fd < 0) return failed_at("memfd_create", -errno);
  ssize_t written = pwrite(fd, &serial, sizeof serial, 0);
  if (written < 0) return failed_at("pwrite", -errno);
  return written == sizeof serial ? fd_release(&fd) : failed_at("pwrite", -ENOSPC);
}

uint64_t serial_file_read(int fd) {
  uint64_t serial = 0;
  return pread(fd, &serial, sizeof serial, 0) == sizeof serial ? serial : 0;
}
