/* SPDX-License-Identifier: Apache-2.0 */
/* The one door for pidfd calls (pidfd_open(2), pidfd_getfd(2), pidfd_send_signal(2), clone(2)).
 * By syscall(2) where the C library has no wrapper, so that the same source runs on glibc before
 * 2.36. Every function returns 0 (or what it says) or -errno; every new descriptor is
 * close-on-exec. */
#ifndef HANDOVER_PIDFD_H
#define HANDOVER_PIDFD_H

#include <signal.h>
#include <sys/types.h>

enum pidfd_source {
  PIDFD_FROM_OPEN,  /* pidfd_open(2) on the pid that the donor said, or SO_PEERCRED named */
  PIDFD_FROM_PEER,  /* SO_PEERPIDFD of a connected channel (Linux 6.5) */
  PIDFD_FROM_CLONE, /* clone3(2) with CLONE_PIDFD by the process that made the donor; inherited */
};

/* The new pidfd, or -errno. flags: 0, PIDFD_NONBLOCK (5.10) or PIDFD_THREAD (6.9). */
int pidfd_open_process(pid_t pid, unsigned int flags);

/* A duplicate of the donor's descriptor `number`, or -errno (EBADF no such number, EPERM not
 * allowed, ESRCH donor is gone, EMFILE own table full, ENOSYS before 5.6). */
int pidfd_get_fd(int pidfd, int number);

/* The same with the flags word, which must be 0 today: for showing what the kernel does. */
int pidfd_get_fd_flags(int pidfd, int number, unsigned int flags);

/* What the kernel says of a process without /proc and without ptrace access. */
struct pidfd_facts {
  uid_t
      users[4]; /* real, effective, saved, file system: as the caller's user namespace names them */
  gid_t groups[4]; /* the same */
  int dumpable;    /* 1 yes, 0 no, -1 not told (before Linux 6.16, or ended) */
};

/* PIDFD_GET_INFO (Linux 6.13). Returns 0 or -errno: ENOTTY or EINVAL before, ESRCH of one that was reaped. */
int pidfd_ask(int pidfd, struct pidfd_facts *ret);

/* A descriptor of the process's user namespace (Linux 6.11), or -errno: EACCES without ptrace access. */
int pidfd_user_namespace(int pidfd);

int pidfd_send(int pidfd, int signal);

/* The pidfd of the process that connected or listened at the other end; ENOPROTOOPT before 6.5.
 * On a socketpair that is whoever called socketpair(2), which is not the donor. */
int pidfd_of_peer(int channel);

/* The pid that SO_PEERCRED names; the same warning. */
int pid_of_peer(int channel, pid_t *ret_pid);

/* fork(2) that also returns a pidfd. Returns 0 in the new process, its pid in the caller. */
pid_t fork_with_pidfd(int *ret_pidfd);

#endif
