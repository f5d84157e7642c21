/* SPDX-License-Identifier: Apache-2.0 */
/* Duplicates that belong to a transfer: nobody else closes them, so no number is used again while it is given. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "transfer.h"

enum { ABOVE_STDERR = 3 };

int hold_fds(const int *fds, size_t count, struct held_fds *ret) {
  *ret = (struct held_fds){0};
  if (count < 1 || count > TRANSFER_FDS_MAX) return failed_at("count of descriptors", -EINVAL);
  int *held = malloc(count * sizeof *held);
  if (held == NULL) return failed_at("malloc", -ENOMEM);
  for (size_t i = 0; i < count; i++) {
    /* Not below 3: a program that closed its stdin would otherwise read from a listener. */
    held[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, ABOVE_STDERR);
    if (held[i] >= 0) continue;
    int code = failed_at("fcntl(F_DUPFD_CLOEXEC)", -errno);
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
