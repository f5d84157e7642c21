/* SPDX-License-Identifier: Apache-2.0 */
/* unshare(2), and what a new namespace lacks. */
#include "own_namespace.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error_text.h"
#include "owned_fd.h"

enum { MAP_ROOM = 64 };

static int write_file(const char *path, const char *text) {
  cleanup_close int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return failed_at(path, -errno);
  return write(fd, text, strlen(text)) < 0 ? failed_at(path, -errno) : 0;
}

int unshare_own(int kind, const char *operation) {
  if (unshare(kind) == 0) return 0;
  if (errno != EPERM) return failed_at(operation, -errno);
  char map[MAP_ROOM];
  uid_t user = geteuid();
  gid_t group = getegid();
  if (unshare(CLONE_NEWUSER | kind) < 0) return failed_at("unshare(CLONE_NEWUSER)", -errno);
  int code = write_file("/proc/self/setgroups", "deny");
  snprintf(map, sizeof map, "%u %u 1", user, user);
  if (code == 0) code = write_file("/proc/self/uid_map", map);
  snprintf(map, sizeof map, "%u %u 1", group, group);
  if (code == 0) code = write_file("/proc/self/gid_map", map);
  return code;
}

/* A new namespace has a loopback that is down. */
static int raise_loopback(void) {
  cleanup_close int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return failed_at("socket", -errno);
  struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
  return ioctl(fd, SIOCSIFFLAGS, &request) < 0 ? failed_at("ioctl(SIOCSIFFLAGS)", -errno) : 0;
}

int unshare_own_network(bool migrates) {
  int code = unshare_own(CLONE_NEWNET, "unshare(CLONE_NEWNET)");
  if (code == 0) code = raise_loopback();
  if (code == 0 && migrates) code = write_file("/proc/sys/net/ipv4/tcp_migrate_req", "1");
  return code;
}
