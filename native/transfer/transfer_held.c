/* SPDX-License-Identifier: Apache-2.0 */
/* Duplicates that belong to a transfer: nobody else closes them, so no number is used again while it is given. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../core/process_rights.h"
#include "transfer.h"

enum { PATH_ROOM = 64, INFO_ROOM = 4096 };

/* Whoever closes any number of a file drops all record locks that the process has on it (fcntl(2)), and duplicates are
 * closed. F_OFD_GETLK asks for an open file description, so that the process's own are in its way too. What cannot be
 * asked so (O_PATH) drops none. */
static bool has_record_lock(int fd) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  if (fcntl(fd, F_OFD_GETLK, &lock) < 0 || lock.l_type == F_UNLCK) return false;
  if (lock.l_pid == getpid()) return true;
  /* Somebody else's is the first one. The list has only this process's and this description's (proc(5)). */
  char path[PATH_ROOM], list[INFO_ROOM];
  snprintf(path, sizeof path, "/proc/self/fdinfo/%d", fd);
  return read_small_file(path, list, sizeof list) >= 0 && strstr(list, "POSIX") != NULL;
}

static int duplicate(int fd) {
  if (has_record_lock(fd)) return failed_at("safe transfer", -HANDOVER_LOCK_AT_RISK);
  int held = fcntl(fd, F_DUPFD_CLOEXEC, TRANSFER_LOWEST_FD);
  return held < 0 ? failed_at("fcntl(F_DUPFD_CLOEXEC)", -errno) : held;
}

int hold_fds(const int *fds, size_t count, struct held_fds *ret) {
  *ret = (struct held_fds){0};
  if (count < 1 || count > TRANSFER_FDS_MAX) return failed_at("count of descriptors", -EINVAL);
  int *held = malloc(count * sizeof *held);
  if (held == NULL) return failed_at("malloc", -ENOMEM);
  for (size_t i = 0; i < count; i++) {
    held[i] = duplicate(fds[i]);
    if (held[i] >= 0) continue;
    int code = held[i];
    close_all_consume(held, i);
    free(held);
    return code;
  }
  *ret = (struct held_fds){.fds = held, .count = count};
  return 0;
}

void release_held(struct held_fds *held) {
  close_all_consume(held->fds, held->count);
  free(held->fds);
  *held = (struct held_fds){0};
}
