/* SPDX-License-Identifier: Apache-2.0 */
/* unshare(2), and what a new network lacks. */
#include "own_network.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error_text.h"
#include "own_namespaces.h"
#include "owned_fd.h"

/* Whoever may not make a network namespace may in a user namespace of his own, where that is allowed. */
static int move_into_new_network(void) {
  if (unshare(CLONE_NEWNET) == 0) return 0;
  if (errno != EPERM) return failed_at("unshare(CLONE_NEWNET)", -errno);
  return unshare_as_oneself(CLONE_NEWNET);
}

/* A new namespace has a loopback that is down. */
static int raise_loopback(void) {
  cleanup_close int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return failed_at("socket", -errno);
  struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
  return ioctl(fd, SIOCSIFFLAGS, &request) < 0 ? failed_at("ioctl(SIOCSIFFLAGS)", -errno) : 0;
}

static int migrate_requests(void) {
  static const char path[] = "/proc/sys/net/ipv4/tcp_migrate_req";
  cleanup_close int fd = open(path, O_WRONLY | O_CLOEXEC);
  return fd < 0 || write(fd, "1", 1) < 0 ? failed_at(path, -errno) : 0;
}

int unshare_network(bool migrates) {
  int code = move_into_new_network();
  if (code == 0) code = raise_loopback();
  return code == 0 && migrates ? migrate_requests() : code;
}
