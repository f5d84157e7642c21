/* SPDX-License-Identifier: Apache-2.0 */
/* Looks through the other process's sockets (/proc/PID/fd), pulls each, keeps those that listen at a wanted port. What it
 * pulls besides is closed at once, which nobody notices: a duplicate less. */
#include "pulling.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "listeners.h"
#include "ports.h"

static bool is_socket(int folder, const char *number) {
  char target[32];
  ssize_t length = readlinkat(folder, number, target, sizeof target);
  return length > 8 && memcmp(target, "socket:[", 8) == 0;
}

static bool listens(int fd) {
  int is_listening = 0;
  socklen_t bytes = sizeof is_listening;
  return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &is_listening, &bytes) == 0 && is_listening;
}

static bool is_taken(const struct service_loop *service, int port) {
  for (uint32_t i = 0; i < service->listener_count; i++)
    if (service->listeners[i].port == port) return true;
  return false;
}

static int pull_if_wanted(struct service_loop *service, int pidfd, int number,
                          const struct port_list *wanted) {
  cleanup_close int fd = pidfd_get_fd(pidfd, number);
  if (fd == -EBADF) return 0; /* closed meanwhile */
  if (fd < 0) return fd;
  int port = listens(fd) ? listener_port(fd) : 0;
  if (port <= 0 || !port_list_has(wanted, port) || is_taken(service, port)) return 0;
  int code = listeners_add_take(service, fd);
  if (code == 0) fd_release(&fd);
  return code;
}

static int pull_all(struct service_loop *service, int pidfd, DIR *folder,
                    const struct port_list *wanted) {
  int code = 0;
  for (const struct dirent *entry; code == 0 && (entry = readdir(folder)) != NULL;) {
    if (entry->d_name[0] == '.' || !is_socket(dirfd(folder), entry->d_name)) continue;
    code = pull_if_wanted(service, pidfd, (int)strtol(entry->d_name, NULL, 10), wanted);
  }
  bool is_complete = service->listener_count == wanted->count;
  return code < 0 || is_complete ? code : failed_at("find listener", -ENOENT);
}

int pull_listeners(struct service_loop *service) {
  struct port_list wanted;
  char path[40];
  service->instants.go_ns = now_ns();
  if (!port_list_parse(service->plan->find_ports, &wanted))
    return failed_at("--find-ports", -EINVAL);
  cleanup_close int pidfd = pidfd_open_process(service->plan->pulls_from, 0);
  if (pidfd < 0) return pidfd;
  snprintf(path, sizeof path, "/proc/%d/fd", (int)service->plan->pulls_from);
  DIR *folder = opendir(path);
  if (folder == NULL) return failed_at("open /proc/PID/fd", -errno);
  int code = pull_all(service, pidfd, folder, &wanted);
  closedir(folder);
  if (code < 0) return code;
  service->instants.holding_ns = now_ns();
  code = listeners_watch(service);
  service->instants.accepting_ns = now_ns();
  return code;
}
