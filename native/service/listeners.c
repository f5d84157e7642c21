/* SPDX-License-Identifier: Apache-2.0 */
/* Opens, watches and closes listening sockets. */
#include "listeners.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"

static int set_option(int fd, int option) {
  int on = 1;
  return setsockopt(fd, SOL_SOCKET, option, &on, sizeof on) < 0 ? failed_at("setsockopt", -errno)
                                                                : 0;
}

int listener_open(const struct service_plan *plan, uint16_t port, bool shares_port) {
  int type = plan->is_datagram ? SOCK_DGRAM : SOCK_STREAM;
  cleanup_close int fd = socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return failed_at("socket", -errno);
  /* Of a restart: connections in TIME_WAIT must not keep the port (socket(7)). UDP has none, and there it would let two
   * sockets share a port unasked. */
  int code = plan->is_datagram ? 0 : set_option(fd, SO_REUSEADDR);
  if (code == 0 && shares_port) code = set_option(fd, SO_REUSEPORT);
  if (code < 0) return code;
  struct sockaddr_in place = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_ANY)};
  if (bind(fd, (struct sockaddr *)&place, sizeof place) < 0) return failed_at("bind", -errno);
  if (!plan->is_datagram && listen(fd, plan->backlog) < 0) return failed_at("listen", -errno);
  return fd_release(&fd);
}

int listener_port(int fd) {
  struct sockaddr_in place = {0}; /* of another family it is not filled in */
  socklen_t bytes = sizeof place;
  if (getsockname(fd, (struct sockaddr *)&place, &bytes) < 0)
    return failed_at("getsockname", -errno);
  return ntohs(place.sin_port);
}

int listeners_add_take(struct service_loop *service, int fd) {
  if (service->listener_count == PORTS_MAX) return failed_at("listeners", -EMFILE);
  int port = listener_port(fd);
  if (port < 0) return port;
  service->listeners[service->listener_count++] = (struct listener){
      .watched = {.kind = WATCHED_LISTENER, .fd = fd}, .port = (uint16_t)port, .is_watched = false};
  return 0;
}

int listeners_watch(struct service_loop *service) {
  for (uint32_t i = 0; i < service->listener_count; i++) {
    struct listener *listener = &service->listeners[i];
    if (listener->is_watched) continue;
    int code = service_watch(service, &listener->watched, EPOLLIN);
    if (code < 0) return code;
    listener->is_watched = true;
  }
  return 0;
}

void listeners_unwatch(struct service_loop *service) {
  for (uint32_t i = 0; i < service->listener_count; i++) {
    struct listener *listener = &service->listeners[i];
    if (listener->is_watched && !service->plan->keeps_ghost)
      service_unwatch(service, &listener->watched);
    listener->is_watched = false;
  }
}

void listeners_close(struct service_loop *service) {
  listeners_unwatch(service);
  for (uint32_t i = 0; i < service->listener_count; i++) {
    if (service->plan->shuts_down) shutdown(service->listeners[i].watched.fd, SHUT_RDWR);
    close_consume(&service->listeners[i].watched.fd);
  }
  service->listener_count = 0;
}

int listeners_open_own(struct service_loop *service) {
  const struct service_plan *plan = service->plan;
  const struct arm *arm = plan->gives;
  bool shares_port = arm != NULL && arm->kind == ARM_OVERLAP;
  for (uint32_t i = 0; i < plan->listeners; i++) {
    uint16_t port = plan->port_first == 0 ? 0 : (uint16_t)(plan->port_first + i);
    cleanup_close int fd = listener_open(plan, port, shares_port);
    int code = fd < 0 ? fd : listeners_add_take(service, fd);
    if (code < 0) return code;
    fd_release(&fd);
  }
  return 0;
}
