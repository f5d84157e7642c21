/* SPDX-License-Identifier: Apache-2.0 */
/* Steps with sockets of the network, and with epoll. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/owned_fd.h"
#include "step.h"

static struct sockaddr_in loopback(long port) {
  return (struct sockaddr_in){.sin_family = AF_INET,
                              .sin_port = htons((uint16_t)port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static int play_tcp_bind(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  long port = option_number(count, words, "port", 0, &misused);
  struct sockaddr_in address = loopback(port);
  socklen_t length = sizeof address;
  int one = 1;
  if (misused) return STEP_MISUSED;
  cleanup_close int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -errno;
  if (option_flag(count, words, "reuseport") &&
      setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one) < 0)
    return -errno;
  if (!option_flag(count, words, "unbound") &&
      (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 ||
       getsockname(fd, (struct sockaddr *)&address, &length) < 0))
    return -errno;
  answer_number(ret, "port", ntohs(address.sin_port));
  answer_number(ret, "fd", fd);
  return player_keep(player, words[1], fd_release(&fd)) < 0 ? STEP_MISUSED : 0;
}

static int play_bind(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  struct sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 ||
      getsockname(fd, (struct sockaddr *)&address, &length) < 0)
    return -errno;
  answer_number(ret, "port", ntohs(address.sin_port));
  return 0;
}

static int play_listen(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  (void)ret;
  int fd = player_find(player, words[1]);
  long backlog = option_number(count, words, "backlog", 512, &misused);
  if (fd == STEP_MISUSED || misused) return STEP_MISUSED;
  return listen(fd, (int)backlog) < 0 ? -errno : 0;
}

static int play_connect(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  long port;
  if (!word_number(words[1], &port)) return STEP_MISUSED;
  struct sockaddr_in address = loopback(port);
  cleanup_close int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -errno;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) return -errno;
  answer_number(ret, "fd", fd);
  return player_keep(player, words[2], fd_release(&fd)) < 0 ? STEP_MISUSED : 0;
}

static int play_accept(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int listener = player_find(player, words[1]);
  if (listener == STEP_MISUSED) return STEP_MISUSED;
  int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  if (fd < 0) return -errno;
  answer_number(ret, "fd", fd);
  return player_keep(player, words[2], fd) < 0 ? STEP_MISUSED : 0;
}

static int play_shutdown(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  return shutdown(fd, SHUT_RDWR) < 0 ? -errno : 0;
}

static int play_epoll(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  int fd = epoll_create1(EPOLL_CLOEXEC);
  if (fd < 0) return -errno;
  return player_keep(player, words[1], fd) < 0 ? STEP_MISUSED : 0;
}

static int watch(struct player *player, char **words, int operation) {
  int set = player_find(player, words[1]), fd = player_find(player, words[2]);
  if (set == STEP_MISUSED || fd == STEP_MISUSED) return STEP_MISUSED;
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  return epoll_ctl(set, operation, fd, &event) < 0 ? -errno : 0;
}

static int play_epoll_add(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  return watch(player, words, EPOLL_CTL_ADD);
}

static int play_epoll_remove(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  return watch(player, words, EPOLL_CTL_DEL);
}

static int play_epoll_wait(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  struct epoll_event events[16];
  int set = player_find(player, words[1]);
  long wait_ms = option_number(count, words, "ms", 0, &misused);
  if (set == STEP_MISUSED || misused) return STEP_MISUSED;
  int ready = epoll_wait(set, events, 16, (int)wait_ms);
  if (ready < 0) return -errno;
  answer_number(ret, "events", ready);
  if (ready > 0) answer_number(ret, "number", events[0].data.fd);
  return 0;
}

const struct step socket_steps[] = {
    {"tcp-socket", "NAME [port=N] [reuseport] [unbound]", "a TCP socket, bound to the loopback", 1,
     4, play_tcp_bind},
    {"bind", "NAME", "bind(2) to a port that the kernel chooses", 1, 1, play_bind},
    {"listen", "NAME [backlog=N]", "listen(2)", 1, 2, play_listen},
    {"connect", "PORT NAME", "a TCP connection to the loopback", 2, 2, play_connect},
    {"accept", "LISTENER NAME", "accept(2)", 2, 2, play_accept},
    {"shutdown", "NAME", "shutdown(2), both directions", 1, 1, play_shutdown},
    {"epoll", "NAME", "epoll_create1(2)", 1, 1, play_epoll},
    {"epoll-add", "EPOLL NAME", "EPOLL_CTL_ADD for EPOLLIN", 2, 2, play_epoll_add},
    {"epoll-remove", "EPOLL NAME", "EPOLL_CTL_DEL", 2, 2, play_epoll_remove},
    {"epoll-wait", "EPOLL [ms=N]", "epoll_wait(2)", 1, 2, play_epoll_wait},
    {NULL, NULL, NULL, 0, 0, NULL},
};
