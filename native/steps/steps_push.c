/* SPDX-License-Identifier: Apache-2.0 */
/* Steps that only show what goes wrong with a push: limits, queues, what cannot be sent, whole messages of a STREAM. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "../core/control_message.h"
#include "../core/owned_fd.h"
#include "../ways/ring.h"
#include "step.h"

static int play_receive_exactly(struct player *player, int count, char **words,
                                struct answer *ret) {
  bool misused = false;
  char data[256];
  int fds[SCM_MAX_FDS];
  int channel = player_find(player, words[1]);
  long bytes = option_number(count, words, "bytes", 1, &misused);
  long wanted = option_number(count, words, "fds", 0, &misused);
  if (channel == STEP_MISUSED || misused || bytes < 1 || bytes > (long)sizeof data || wanted < 0 ||
      wanted > SCM_MAX_FDS)
    return STEP_MISUSED;
  int code = receive_exactly(channel, data, (size_t)bytes, fds, (size_t)wanted);
  if (code < 0) return code;
  answer_number(ret, "fds", wanted);
  for (long i = 0; i < wanted; i++) {
    char name[NAME_ROOM];
    snprintf(name, sizeof name, "got.%ld", i);
    if (player_keep(player, name, fds[i]) < 0) return STEP_MISUSED;
  }
  return (int)bytes;
}

static int play_send_buffer(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  long wanted;
  int channel = player_find(player, words[1]);
  if (channel == STEP_MISUSED || !word_number(words[2], &wanted)) return STEP_MISUSED;
  int bytes = (int)wanted;
  socklen_t length = sizeof bytes;
  if (setsockopt(channel, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes) < 0 ||
      getsockopt(channel, SOL_SOCKET, SO_SNDBUF, &bytes, &length) < 0)
    return -errno;
  answer_number(ret, "bytes", bytes);
  return 0;
}

/* How many unread messages a bound socket takes, and one more (unix(7), max_dgram_qlen). */
static int queue_limit(long *ret) {
  char text[32] = "";
  cleanup_close int fd = open("/proc/sys/net/unix/max_dgram_qlen", O_RDONLY | O_CLOEXEC);
  if (fd < 0 || read(fd, text, sizeof text - 1) < 0) return -errno;
  *ret = strtol(text, NULL, 10);
  return 0;
}

/* The kernel chooses a name that is no file. */
static int play_bound_datagram(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  long queue = 0;
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  socklen_t length = sizeof address;
  int code = queue_limit(&queue);
  if (code < 0) return code;
  cleanup_close int bound = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  cleanup_close int sender = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (bound < 0 || sender < 0 ||
      bind(bound, (struct sockaddr *)&address, sizeof address.sun_family) < 0 ||
      getsockname(bound, (struct sockaddr *)&address, &length) < 0 ||
      connect(sender, (struct sockaddr *)&address, length) < 0)
    return -errno;
  answer_number(ret, "queue", queue);
  if (player_keep(player, words[1], fd_release(&sender)) < 0) return STEP_MISUSED;
  return player_keep(player, words[2], fd_release(&bound)) < 0 ? STEP_MISUSED : 0;
}

/* The ring itself is not used: a number for it is all that is looked at. */
static int play_open_ring(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  struct ring ring;
  int code = ring_open(&ring, 1);
  if (code < 0) return code;
  int fd = fcntl(ring.fd, F_DUPFD_CLOEXEC, 0);
  code = -errno;
  ring_close(&ring);
  if (fd < 0) return code;
  answer_number(ret, "fd", fd);
  return player_keep(player, words[1], fd) < 0 ? STEP_MISUSED : 0;
}

const struct step push_steps[] = {
    {"receive-exactly", "CHANNEL [bytes=N] [fds=N]",
     "our core’s receive_exactly; what arrives is got.0, got.1, …", 1, 3, play_receive_exactly},
    {"send-buffer", "CHANNEL BYTES", "SO_SNDBUF, and what the kernel makes of it", 2, 2,
     play_send_buffer},
    {"bound-datagram", "SENDER BOUND",
     "a bound DGRAM socket and one connected to it; answers how many may wait", 2, 2,
     play_bound_datagram},
    {"open-ring", "NAME", "io_uring_setup(2)", 1, 1, play_open_ring},
    {NULL, NULL, NULL, 0, 0, NULL},
};
