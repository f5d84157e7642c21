/* SPDX-License-Identifier: Apache-2.0 */
/* Occupies slots of the descriptor table. */
#include "occupied.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"

/* The first descriptor is a file, the others are its duplicates: what they are does not matter to a full table. */
static int occupy_one(struct occupied *occupied) {
  int fd = occupied->count == 0 ? open("/dev/null", O_RDONLY | O_CLOEXEC)
                                : fcntl(occupied->fds[0], F_DUPFD_CLOEXEC, 0);
  if (fd < 0) return -errno;
  occupied->fds[occupied->count++] = fd;
  return 0;
}

int occupied_begin(struct occupied *occupied, uint32_t free_max) {
  *occupied = (struct occupied){0};
  int open_now = count_open_fds();
  if (open_now < 0) return failed_at("open(/proc/self/fd)", open_now);
  if (getrlimit(RLIMIT_NOFILE, &occupied->before) < 0) return failed_at("getrlimit", -errno);
  /* One slot more, which is never free: the file that the others are duplicates of. */
  size_t slots = (size_t)free_max + 1;
  struct rlimit lower = occupied->before;
  lower.rlim_cur = (rlim_t)open_now + slots;
  if (lower.rlim_cur > occupied->before.rlim_max)
    return failed_at("setrlimit(RLIMIT_NOFILE)", -EMFILE);
  /* Numbers above the limit that were inherited leave more room below it. */
  occupied->fds = calloc((size_t)open_now + slots, sizeof *occupied->fds);
  if (occupied->fds == NULL) return failed_at("calloc", -ENOMEM);
  if (setrlimit(RLIMIT_NOFILE, &lower) < 0) return failed_at("setrlimit(RLIMIT_NOFILE)", -errno);
  int code = 0;
  while (code == 0) code = occupy_one(occupied);
  if (code != -EMFILE) return failed_at("open(/dev/null)", code);
  occupied->slots = occupied->count;
  return 0;
}

int occupied_leave_free(struct occupied *occupied, uint32_t free_slots) {
  size_t wanted = occupied->slots - free_slots;
  while (occupied->count > wanted) close_consume(&occupied->fds[--occupied->count]);
  while (occupied->count < wanted) {
    int code = occupy_one(occupied);
    if (code < 0) return failed_at("fcntl(F_DUPFD)", code);
  }
  return 0;
}

void occupied_end(struct occupied *occupied) {
  if (occupied->fds == NULL) return;
  close_all_consume(occupied->fds, occupied->count);
  setrlimit(RLIMIT_NOFILE, &occupied->before);
  free(occupied->fds);
  *occupied = (struct occupied){0};
}
