/* SPDX-License-Identifier: Apache-2.0 */
/* Sleeps and spins; connects. */
#include "waiting.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "../core/clock.h"
#include "../core/error_text.h"

enum { SPIN_NS = 400 * 1000, SLEEP_MAX_MS = 100, ADDRESSES = 200 };

int wait_for_events(int epoll, struct epoll_event *ret_events, int room, uint64_t until_ns) {
  uint64_t now = now_ns();
  uint64_t sleep_ms = now + SPIN_NS < until_ns ? (until_ns - now - SPIN_NS) / 1000000u : 0;
  int timeout = sleep_ms > SLEEP_MAX_MS ? SLEEP_MAX_MS : (int)sleep_ms;
  int count = epoll_wait(epoll, ret_events, room, timeout);
  if (count < 0 && errno == EINTR) return 0;
  return count < 0 ? failed_at("epoll_wait", -errno) : count;
}

int begin_connection(int socket_type, uint16_t port, uint64_t index, int *ret_error) {
  int fd = socket(AF_INET, socket_type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return failed_at("socket", -errno);
  uint32_t address = INADDR_LOOPBACK + (uint32_t)(index % ADDRESSES);
  const struct sockaddr_in place = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(address)};
  *ret_error = connect(fd, (const struct sockaddr *)&place, sizeof place) < 0 ? errno : EINPROGRESS;
  return fd;
}
