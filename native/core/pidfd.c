/* SPDX-License-Identifier: Apache-2.0 */
/* Raw pidfd system calls. */
#include "pidfd.h"

#include <errno.h>
#include <linux/sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
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

/* linux/pidfd.h, for older headers: the second published size of the struct, which older kernels fill in part. */
struct pidfd_info_of_6_16 {
  uint64_t mask, cgroup;
  uint32_t pid, tgid, ppid;
  uint32_t ids[8]; /* ruid, rgid, euid, egid, suid, sgid, fsuid, fsgid */
  int32_t exit_code;
  uint32_t coredump_mask, spare;
};

enum {
  INFO_IDS = 1 << 1,
  INFO_COREDUMP = 1 << 4,
  COREDUMP_SKIP = 1 << 1, /* PR_SET_DUMPABLE 0 */
  COREDUMP_USER = 1 << 2, /* 1 */
  COREDUMP_ROOT =
      1 << 3, /* 2: ids changed, or a program that may not be read, and fs.suid_dumpable is 2 */
};

#define ASK_INFO _IOWR(0xFF, 11, struct pidfd_info_of_6_16)
#define ASK_USER_NAMESPACE _IO(0xFF, 9)

int pidfd_open_process(pid_t pid, unsigned int flags) {
  long fd = syscall(SYS_pidfd_open, pid, flags);
  return fd < 0 ? failed_at("pidfd_open", -errno) : (int)fd;
}

int pidfd_get_fd(int pidfd, int number) { return pidfd_get_fd_flags(pidfd, number, 0); }

int pidfd_get_fd_flags(int pidfd, int number, unsigned int flags) {
  long fd = syscall(SYS_pidfd_getfd, pidfd, number, flags);
  return fd < 0 ? failed_at("pidfd_getfd", -errno) : (int)fd;
}

int pidfd_ask(int pidfd, struct pidfd_facts *ret) {
  struct pidfd_info_of_6_16 info = {.mask = INFO_IDS | INFO_COREDUMP};
  if (ioctl(pidfd, ASK_INFO, &info) < 0) return failed_at("ioctl(PIDFD_GET_INFO)", -errno);
  if ((info.mask & INFO_IDS) == 0) return failed_at("ioctl(PIDFD_GET_INFO)", -ESRCH);
  for (size_t i = 0; i < 4; i++) {
    ret->users[i] = info.ids[2 * i];
    ret->groups[i] = info.ids[2 * i + 1];
  }
  ret->dumpable = -1;
  if ((info.mask & INFO_COREDUMP) != 0) {
    if ((info.coredump_mask & COREDUMP_USER) != 0) ret->dumpable = 1;
    if ((info.coredump_mask & (COREDUMP_SKIP | COREDUMP_ROOT)) != 0) ret->dumpable = 0;
  }
  return 0;
}

int pidfd_user_namespace(int pidfd) {
  int fd = ioctl(pidfd, ASK_USER_NAMESPACE, 0);
  return fd < 0 ? failed_at("ioctl(PIDFD_GET_USER_NAMESPACE)", -errno) : fd;
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
