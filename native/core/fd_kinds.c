/* SPDX-License-Identifier: Apache-2.0 */
/* One opener for each kind of descriptor, and the list of them. */
#include "fd_kinds.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error_text.h"
#include "owned_fd.h"
#include "pidfd.h"

/* Every kind that has no companion goes through here. */
static int opened(const char *operation, int fd, int *ret_fd, int *ret_companion) {
  if (fd < 0) return failed_at(operation, -errno);
  *ret_fd = fd;
  *ret_companion = -1;
  return 0;
}

/* A socket on 127.0.0.1 with a port that the kernel chooses: no fixed port anywhere. */
static int open_inet(int type, int *ret_fd, struct sockaddr_in *ret_address) {
  cleanup_close int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
  if (fd < 0) return failed_at("socket", -errno);
  *ret_address =
      (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof *ret_address;
  if (bind(fd, (struct sockaddr *)ret_address, length) < 0) return failed_at("bind", -errno);
  if (type == SOCK_STREAM && listen(fd, SOMAXCONN) < 0) return failed_at("listen", -errno);
  if (getsockname(fd, (struct sockaddr *)ret_address, &length) < 0)
    return failed_at("getsockname", -errno);
  *ret_fd = fd_release(&fd);
  return 0;
}

static int open_tcp_listener(int *ret_fd, int *ret_companion) {
  struct sockaddr_in address;
  *ret_companion = -1;
  return open_inet(SOCK_STREAM, ret_fd, &address);
}

static int open_udp(int *ret_fd, int *ret_companion) {
  struct sockaddr_in address;
  *ret_companion = -1;
  return open_inet(SOCK_DGRAM, ret_fd, &address);
}

static int open_tcp_connected(int *ret_fd, int *ret_companion) {
  struct sockaddr_in address;
  cleanup_close int listener = -1;
  int code = open_inet(SOCK_STREAM, &listener, &address);
  if (code < 0) return code;
  cleanup_close int connector = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connector < 0) return failed_at("socket", -errno);
  if (connect(connector, (struct sockaddr *)&address, sizeof address) < 0)
    return failed_at("connect", -errno);
  int accepted = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  if (accepted < 0) return failed_at("accept4", -errno);
  *ret_fd = accepted;
  *ret_companion = fd_release(&connector);
  return 0;
}

static int open_unix(int *ret_fd, int *ret_companion) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    return failed_at("socketpair", -errno);
  *ret_fd = ends[0];
  *ret_companion = ends[1];
  return 0;
}

static int open_pipe(int *ret_fd, int *ret_companion) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return failed_at("pipe2", -errno);
  *ret_fd = ends[0];
  *ret_companion = ends[1];
  return 0;
}

/* A file without a name: O_TMPFILE where the file system has it, else created and unlinked. */
static int open_file(int *ret_fd, int *ret_companion) {
  const char *folder = getenv("TMPDIR");
  if (folder == NULL || folder[0] == '\0') folder = "/tmp";
  int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/fd-handover-file-XXXXXX", folder);
    if (length < 0 || (size_t)length >= sizeof path) return failed_at("open", -ENAMETOOLONG);
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0) unlink(path);
  }
  return opened("open", fd, ret_fd, ret_companion);
}

static int open_memfd(int *ret_fd, int *ret_companion) {
  return opened("memfd_create", memfd_create("fd-handover", MFD_CLOEXEC), ret_fd, ret_companion);
}

static int open_eventfd(int *ret_fd, int *ret_companion) {
  return opened("eventfd", eventfd(0, EFD_CLOEXEC), ret_fd, ret_companion);
}

static int open_epoll(int *ret_fd, int *ret_companion) {
  return opened("epoll_create1", epoll_create1(EPOLL_CLOEXEC), ret_fd, ret_companion);
}

static int open_pidfd(int *ret_fd, int *ret_companion) {
  *ret_companion = -1;
  *ret_fd = pidfd_open_process(getpid(), 0);
  return *ret_fd < 0 ? *ret_fd : 0;
}

static const struct fd_kind tcp_listener = {"tcp_listener", "TCP socket listening on loopback",
                                            false, open_tcp_listener};
static const struct fd_kind tcp_connected = {"tcp_connected", "TCP connection over loopback", true,
                                             open_tcp_connected};
static const struct fd_kind udp = {"udp", "UDP socket bound on loopback", false, open_udp};
static const struct fd_kind unix_stream = {"unix", "one end of an AF_UNIX stream pair", true,
                                           open_unix};
static const struct fd_kind pipe_read = {"pipe", "read end of a pipe", true, open_pipe};
static const struct fd_kind file = {"file", "regular file without a name", false, open_file};
static const struct fd_kind memory = {"memfd", "anonymous memory file", false, open_memfd};
static const struct fd_kind event = {"eventfd", "event counter", false, open_eventfd};
static const struct fd_kind epoll = {"epoll", "epoll instance", false, open_epoll};
static const struct fd_kind pidfd = {"pidfd", "pidfd of the donor itself", false, open_pidfd};

const struct fd_kind *const fd_kinds[] = {
    &tcp_listener, &tcp_connected, &udp,   &unix_stream, &pipe_read, &file,
    &memory,       &event,         &epoll, &pidfd,       NULL,
};

const struct fd_kind *fd_kind_find(const char *name) {
  for (size_t i = 0; fd_kinds[i] != NULL; i++)
    if (strcmp(fd_kinds[i]->name, name) == 0) return fd_kinds[i];
  return NULL;
}

int fd_kind_open_many(const struct fd_kind *kind, size_t count, int *ret_fds, int *ret_companions) {
  for (size_t i = 0; i < count; i++) {
    int code = kind->open(&ret_fds[i], &ret_companions[i]);
    if (code == 0) continue;
    close_all_consume(ret_fds, i);
    close_all_consume(ret_companions, i);
    return code;
  }
  return 0;
}
