/* SPDX-License-Identifier: Apache-2.0 */
/* Raw pidfd system calls. */
#include "pidfd.h"

#include <errno.h>
#include <linux/sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "error_text.h"
#include "owned_fd.h"

/* The same numbers on every architecture since 5.1 ("unified" table), for older headers. */
#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_clone3
#define SYS_clone3 435
#endif
#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif
#ifndef SO_PEERPIDFD
#define SO_PEERPIDFD 77
#endif

int pidfd_open_process(pid_t pid, unsigned int flags) {
  long fd = syscall(SYS_pidfd_open, pid, flags);
  return fd < 0 ? failed_at("pidfd_open", -errno) : (int)fd;
}

int pidfd_get_fd(int pidfd, int number) { return pidfd_get_fd_flags(pidfd, number, 0); }

int pidfd_get_fd_flags(int pidfd, int number, unsigned int flags) {
  long fd = syscall(SYS_pidfd_getfd, pidfd, number, flags);
  return fd < 0 ? failed_at("pidfd_getfd", -errno) : (int)fd;
}

int pidfd_send(int pidfd, int signal) {
  return syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0) < 0
             ? failed_at("pidfd_send_signal", -errno)
             : 0;
}

int pidfd_of_peer(int channel) {
  int pidfd;
  socklen_t length = sizeof pidfd;
  if (getsockopt(channel, SOL_SOCKET, SO_PEERPIDFD, &pidfd, &length) < 0)
    return failed_at("getsockopt(SO_PEERPIDFD)", -errno);
  return pidfd;
}

int pid_of_peer(int channel, pid_t *ret_pid) {
  struct ucred credentials;
  socklen_t length = sizeof credentials;
  if (getsockopt(channel, SOL_SOCKET, SO_PEERCRED, &credentials, &length) < 0)
    return failed_at("getsockopt(SO_PEERCRED)", -errno);
  *ret_pid = credentials.pid;
  return 0;
}

pid_t fork_with_pidfd(int *ret_pidfd) {
  int pidfd = -1;
  struct clone_args arguments = {
      .flags = CLONE_PIDFD, .pidfd = (uint64_t)(uintptr_t)&pidfd, .exit_signal = SIGCHLD};
  long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
  if (pid < 0) return failed_at("clone3", -errno);
  *ret_pidfd = pidfd;
  return (pid_t)pid;
}
