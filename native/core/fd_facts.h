/* SPDX-License-Identifier: Apache-2.0 */
/* Questions about descriptors: the same open file description? close-on-exec? how many open? */
#ifndef HANDOVER_FD_FACTS_H
#define HANDOVER_FD_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "announcement.h"

/* 1 when both name the same open file description, 0 when not, or -errno. By kcmp(2), which needs
 * CONFIG_KCMP and ptrace access to both processes: ENOSYS or EPERM otherwise. */
int fds_are_same_by_kcmp(pid_t one_pid, int one_fd, pid_t other_pid, int other_fd);

/* The same question inside this process without kcmp: compares the inode, then turns O_NONBLOCK
 * round on one and looks at the other, since status flags belong to the description
 * (open(2), "Open file descriptions"). The flag is turned back. For one instant every sharer of the
 * description sees it, so this is for checks, not for live traffic. */
int fds_are_same_by_flags(int one_fd, int other_fd);

/* kcmp, else the flags. Both in this process. */
int fds_are_same(int one_fd, int other_fd);

/* 1 or 0, or -errno. FD_CLOEXEC belongs to the number, not to the description. */
int fd_is_close_on_exec(int fd);

/* O_NONBLOCK, O_APPEND, access mode …: fcntl(F_GETFL), or -errno. */
int fd_status_flags(int fd);

/* Turns O_NONBLOCK round. Returns 0 or -errno. */
int fd_toggle_nonblock(int fd);

/* Device and inode of fd, with `number` as its number. Returns 0 or -errno. */
int fd_identify(int fd, int32_t number, struct fd_identity *ret);

/* Where this socket is bound, IPv4. Returns 0 or -errno: EAFNOSUPPORT for another family. */
int fd_address(int fd, struct listener_address *ret);

/* Is it a socket that listens at exactly this address? One that is only bound to it does not, nor does a
 * connection that was accepted there. */
bool fd_listens_at(int fd, const struct listener_address *address);

/* How many descriptors this process has open, not counting the one used for looking: from
 * /proc/self/fd, else by asking for every number below the soft limit. Negative: -errno. */
int count_open_fds(void);

#endif
