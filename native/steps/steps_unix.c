/* SPDX-License-Identifier: Apache-2.0 */
/* A channel by a path, for players that nobody could start with the two ends of a pair: in a container. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "../core/owned_fd.h"
#include "step.h"

typedef int attach(int fd, const struct sockaddr *address, socklen_t length);

static int open_at(struct player *player, char **words, attach *attach_to, bool listens) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(words[1]) >= sizeof address.sun_path) return STEP_MISUSED;
  memcpy(address.sun_path, words[1], strlen(words[1]) + 1);
  cleanup_close int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  if (fd < 0) return -errno;
  if (attach_to(fd, (struct sockaddr *)&address, sizeof address) < 0) return -errno;
  if (listens && listen(fd, 1) < 0) return -errno;
  return player_keep(player, words[2], fd_release(&fd)) < 0 ? STEP_MISUSED : 0;
}

static int play_unix_listen(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  return open_at(player, words, bind, true);
}

static int play_unix_connect(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  return open_at(player, words, connect, false);
}

const struct step unix_steps[] = {
    {"unix-listen", "PATH NAME", "a SOCK_SEQPACKET socket that listens at a path; accept takes one",
     2, 2, play_unix_listen},
    {"unix-connect", "PATH NAME", "connects to it", 2, 2, play_unix_connect},
    {NULL, NULL, NULL, 0, 0, NULL},
};
