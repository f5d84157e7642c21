/* SPDX-License-Identifier: Apache-2.0 */
/* Answers about descriptors that the oracle and the tests rely on. */
#include "fd_facts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "error_text.h"

int fds_are_same_by_kcmp(pid_t one_pid, int one_fd, pid_t other_pid, int other_fd) {
  long order = syscall(SYS_kcmp, one_pid, other_pid, KCMP_FILE, (unsigned long)one_fd,
                       (unsigned long)other_fd);
  if (order < 0) return failed_at("kcmp", -errno);
  return order == 0;
}

int fds_are_same_by_flags(int one_fd, int other_fd) {
  struct fd_identity one = {0}, other = {0};
  int code = fd_identify(one_fd, one_fd, &one);
  if (code == 0) code = fd_identify(other_fd, other_fd, &other);
  if (code < 0) return code;
  if (one.device != other.device || one.inode != other.inode) return 0;
  int before = fd_status_flags(other_fd);
  if (before < 0) return before;
  code = fd_toggle_nonblock(one_fd);
  if (code < 0) return code;
  int after = fd_status_flags(other_fd);
  code = fd_toggle_nonblock(one_fd);
  if (code < 0) return code;
  return after < 0 ? after : ((before ^ after) & O_NONBLOCK) != 0;
}

int fds_are_same(int one_fd, int other_fd) {
  int same = fds_are_same_by_kcmp(getpid(), one_fd, getpid(), other_fd);
  return same == -ENOSYS || same == -EPERM ? fds_are_same_by_flags(one_fd, other_fd) : same;
}

int fd_is_close_on_exec(int fd) {
  int flags = fcntl(fd, F_GETFD);
  return flags < 0 ? failed_at("fcntl(F_GETFD)", -errno) : (flags & FD_CLOEXEC) != 0;
}

int fd_status_flags(int fd) {
  int flags = fcntl(fd, F_GETFL);
  return flags < 0 ? failed_at("fcntl(F_GETFL)", -errno) : flags;
}

int fd_toggle_nonblock(int fd) {
  int flags = fd_status_flags(fd);
  if (flags < 0) return flags;
  return fcntl(fd, F_SETFL, flags ^ O_NONBLOCK) < 0 ? failed_at("fcntl(F_SETFL)", -errno) : 0;
}

int fd_identify(int fd, int32_t number, struct fd_identity *ret) {
  struct stat facts;
  if (fstat(fd, &facts) < 0) return failed_at("fstat", -errno);
  *ret = (struct fd_identity){.number = number, .device = facts.st_dev, .inode = facts.st_ino};
  return 0;
}

int fd_address(int fd, struct listener_address *ret) {
  struct sockaddr_in bound = {0};
  socklen_t length = sizeof bound;
  if (getsockname(fd, (struct sockaddr *)&bound, &length) < 0)
    return failed_at("getsockname", -errno);
  if (bound.sin_family != AF_INET) return failed_at("getsockname", -EAFNOSUPPORT);
  *ret = (struct listener_address){.host = bound.sin_addr.s_addr, .port = bound.sin_port};
  return 0;
}

bool fd_listens_at(int fd, const struct listener_address *address) {
  struct listener_address bound = {0};
  int listens = 0;
  socklen_t length = sizeof listens;
  return fd_address(fd, &bound) == 0 && bound.host == address->host &&
         bound.port == address->port &&
         getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 && listens != 0;
}

/* Without /proc: every number below the soft limit. A descriptor above a limit that was lowered
 * later is missed; the helper never lowers it. */
static int count_by_asking(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return failed_at("getrlimit", -errno);
  int count = 0;
  for (rlim_t fd = 0; fd < limit.rlim_cur; fd++)
    if (fcntl((int)fd, F_GETFD) >= 0) count++;
  return count;
}

int count_open_fds(void) {
  DIR *numbers = opendir("/proc/self/fd");
  if (numbers == NULL) return count_by_asking();
  int count = 0;
  for (struct dirent *entry = readdir(numbers); entry != NULL; entry = readdir(numbers))
    if (entry->d_name[0] != '.') count++;
  closedir(numbers);
  return count - 1; /* the directory itself */
}
