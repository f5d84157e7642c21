/* SPDX-License-Identifier: Apache-2.0 */
/* Opens one descriptor of each kind that programs hand over. */
#ifndef HANDOVER_FD_KINDS_H
#define HANDOVER_FD_KINDS_H

#include <stdbool.h>
#include <stddef.h>

struct fd_kind {
  const char *name;
  const char *description;
  bool has_companion; /* takes two descriptors of the donor's table */
  /* Opens one, close-on-exec. ret_companion gets the descriptor that must stay open for it (the
   * other end of a pipe or connection), or -1. Returns 0 or -errno. */
  int (*open)(int *ret_fd, int *ret_companion);
};

extern const struct fd_kind *const fd_kinds[]; /* ends with NULL */

/* NULL for an unknown name. */
const struct fd_kind *fd_kind_find(const char *name);

/* Opens `count` of one kind. ret_companions has room for `count` too. On an error nothing stays
 * open. */
int fd_kind_open_many(const struct fd_kind *kind, size_t count, int *ret_fds, int *ret_companions);

#endif
