/* SPDX-License-Identifier: Apache-2.0 */
/* Identity by statx(2), of what the kernel knows: for fstat(2) a FUSE or network file's server is asked, and may never
 * answer. Descriptors without an inode of their own (eventfd, epoll, timerfd, …) share one: of these it says the sort at
 * most, and that the right one came follows from the giver's holding it. */
#include "transfer_identity.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "../core/error_text.h"
#include "../core/fd_facts.h"

int identity_of(int fd, struct talk_identity *ret) {
  struct statx facts;
  const unsigned wanted = STATX_TYPE | STATX_INO;
  if (statx(fd, "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, wanted, &facts) < 0)
    return failed_at("statx", -errno);
  *ret = (struct talk_identity){.number = fd,
                                .type = facts.stx_mode & S_IFMT,
                                .device = makedev(facts.stx_dev_major, facts.stx_dev_minor),
                                .inode = facts.stx_ino};
  return 0;
}

int identity_check(int fd, const struct talk_identity *announced) {
  struct talk_identity found = {0};
  int code = identity_of(fd, &found);
  if (code < 0) return code;
  int close_on_exec = fd_is_close_on_exec(fd);
  if (close_on_exec < 0) return close_on_exec;
  if (close_on_exec == 0 || found.type != announced->type || found.device != announced->device ||
      found.inode != announced->inode)
    return failed_at("identity check", -HANDOVER_IDENTITY_DIFFERS);
  return 0;
}
