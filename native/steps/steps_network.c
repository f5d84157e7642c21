/* SPDX-License-Identifier: Apache-2.0 */
/* Steps with a network of one's own, and with many connections at once. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/own_network.h"
#include "../core/owned_fd.h"
#include "step.h"

static int play_own_network(struct player *player, int count, char **words, struct answer *ret) {
  (void)player, (void)ret;
  return unshare_network(option_flag(count, words, "migrate-requests"));
}

static int connect_one(long port) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  cleanup_close int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) return -errno;
  return fd_release(&fd);
}

static int play_connect_many(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  long port, wanted, connected = 0;
  if (!word_number(words[1], &port) || !word_number(words[2], &wanted)) return STEP_MISUSED;
  for (; connected < wanted; connected++) {
    char name[NAME_ROOM];
    snprintf(name, sizeof name, "%s.%ld", words[3], connected);
    int fd = connect_one(port);
    if (fd < 0) return fd;
    if (player_keep(player, name, fd) < 0) return STEP_MISUSED;
  }
  answer_number(ret, "connected", connected);
  return 0;
}

/* Until all have come that are wanted, or none does for so long; what is accepted is closed. */
static int play_accept_all(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  struct pollfd one = {.fd = player_find(player, words[1]), .events = POLLIN};
  long most = option_number(count, words, "most", 1000, &misused), accepted = 0;
  long wait_ms = option_number(count, words, "ms", 0, &misused);
  if (one.fd == STEP_MISUSED || misused) return STEP_MISUSED;
  while (accepted < most && poll(&one, 1, (int)wait_ms) > 0) {
    int fd = accept4(one.fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0) return -errno;
    close(fd);
    accepted++;
  }
  answer_number(ret, "accepted", accepted);
  return 0;
}

const struct step network_steps[] = {
    {"own-network", "[migrate-requests]", "a network namespace of its own, with a loopback", 0, 1,
     play_own_network},
    {"connect-many", "PORT N PREFIX", "so many TCP connections to the loopback", 3, 3,
     play_connect_many},
    {"accept-all", "LISTENER [most=N] [ms=N]",
     "accepts and closes, until so many have come or none comes", 1, 3, play_accept_all},
    {NULL, NULL, NULL, 0, 0, NULL},
};
