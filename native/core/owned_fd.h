/* SPDX-License-Identifier: Apache-2.0 */
/* Who closes a descriptor. A plain parameter borrows; `_take` owns it on success; `_consume` owns
 * it always. `cleanup_close` closes a local at the end of its scope unless it was taken. */
#ifndef HANDOVER_OWNED_FD_H
#define HANDOVER_OWNED_FD_H

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

/* Closes and forgets; keeps errno, so that it can stand on an error path. close(2) is never
 * retried: on Linux the number is free even after EINTR. */
static inline void close_consume(int *fd) {
  if (*fd < 0) return;
  int saved = errno;
  close(*fd);
  errno = saved;
  *fd = -1;
}

static inline void close_all_consume(int *fds, size_t count) {
  for (size_t i = 0; i < count; i++) close_consume(&fds[i]);
}

/* Hands a local's descriptor on: the local no longer owns it. */
static inline int fd_release(int *fd) {
  int released = *fd;
  *fd = -1;
  return released;
}

#define cleanup_close __attribute__((cleanup(close_consume)))

#endif
