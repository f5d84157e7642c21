/* SPDX-License-Identifier: Apache-2.0 */
/* The maps of user_namespaces(7): one line each, and setgroups(2) denied before the groups may be mapped. */
#include "own_namespaces.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "error_text.h"
#include "owned_fd.h"

enum { MAP_ROOM = 64 };

static int write_file(const char *path, const char *text) {
  cleanup_close int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return failed_at(path, -errno);
  return write(fd, text, strlen(text)) < 0 ? failed_at(path, -errno) : 0;
}

int unshare_as_oneself(int flags) {
  char map[MAP_ROOM];
  uid_t user = geteuid();
  gid_t group = getegid();
  if (unshare(CLONE_NEWUSER | flags) < 0) return failed_at("unshare(CLONE_NEWUSER)", -errno);
  int code = write_file("/proc/self/setgroups", "deny");
  snprintf(map, sizeof map, "%u %u 1", user, user);
  if (code == 0) code = write_file("/proc/self/uid_map", map);
  snprintf(map, sizeof map, "%u %u 1", group, group);
  if (code == 0) code = write_file("/proc/self/gid_map", map);
  return code;
}
