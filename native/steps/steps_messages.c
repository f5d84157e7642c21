/* SPDX-License-Identifier: Apache-2.0 */
/* Steps that send and receive: as a naive program does, and by our core. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "naive_message.h"
#include "step.h"

#ifndef SO_PASSRIGHTS
#define SO_PASSRIGHTS 83 /* Linux 6.16, unix(7) */
#endif

static const char filler[256] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

static int play_pair(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  enum channel_type type;
  int ends[2];
  if (!channel_type_parse(words[1], &type)) return STEP_MISUSED;
  int code = channel_pair(type, ends);
  if (code < 0) return code;
  if (player_keep(player, words[2], ends[0]) < 0 || player_keep(player, words[3], ends[1]) < 0)
    return STEP_MISUSED;
  return 0;
}

static int play_send(struct player *player, int count, char **words, struct answer *ret) {
  (void)ret;
  bool misused = false;
  int fds[NAIVE_FDS_MAX];
  int channel = player_find(player, words[1]);
  int fd_count = player_find_all(player, words[2], fds, NAIVE_FDS_MAX);
  long bytes = option_number(count, words, "bytes", 1, &misused);
  int flags = option_flag(count, words, "nonblock") ? MSG_DONTWAIT : 0;
  if (channel == STEP_MISUSED || fd_count < 0 || misused || bytes < 0 ||
      bytes > (long)sizeof filler)
    return STEP_MISUSED;
  return (int)naive_send(channel, filler, (size_t)bytes, fds, (size_t)fd_count, flags);
}

/* The same message until it is refused: how many a channel takes that nobody reads. */
static int play_send_until(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  int fds[NAIVE_FDS_MAX];
  int channel = player_find(player, words[1]);
  int fd_count = player_find_all(player, words[2], fds, NAIVE_FDS_MAX);
  long most = option_number(count, words, "most", 100000, &misused), sent = 0;
  if (channel == STEP_MISUSED || fd_count < 0 || misused) return STEP_MISUSED;
  ssize_t code = 0;
  while (sent < most &&
         (code = naive_send(channel, filler, 1, fds, (size_t)fd_count, MSG_DONTWAIT)) >= 0)
    sent++;
  answer_number(ret, "sent", sent);
  return code < 0 ? (int)code : 0;
}

static int play_receive(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  struct naive_received got;
  char data[sizeof filler];
  int channel = player_find(player, words[1]);
  long room = option_number(count, words, "room", 0, &misused);
  long capacity = option_number(count, words, "bytes", (long)sizeof data, &misused);
  int flags = (option_flag(count, words, "nonblock") ? MSG_DONTWAIT : 0) |
              (option_flag(count, words, "peek") ? MSG_PEEK : 0) |
              (option_flag(count, words, "cloexec") ? MSG_CMSG_CLOEXEC : 0);
  const char *prefix = option_text(count, words, "as");
  if (channel == STEP_MISUSED || misused || room < 0 || room > NAIVE_FDS_MAX || capacity < 0 ||
      capacity > (long)sizeof data)
    return STEP_MISUSED;
  size_t control = room == 0 ? 0 : naive_control_space((size_t)room);
  ssize_t bytes = naive_receive(channel, data, (size_t)capacity, control, flags, &got);
  if (bytes < 0) return (int)bytes;
  answer_number(ret, "fds", (long long)got.fd_count);
  answer_number(ret, "truncated", got.is_control_truncated);
  int code = player_keep_all(player, prefix == NULL ? "got" : prefix, got.fds, got.fd_count);
  return code < 0 ? code : (int)bytes;
}

static int play_receive_checked(struct player *player, int count, char **words,
                                struct answer *ret) {
  bool misused = false;
  char data[sizeof filler];
  struct received got;
  int channel = player_find(player, words[1]);
  long limit = option_number(count, words, "limit", 1, &misused);
  int flags = option_flag(count, words, "nonblock") ? RECEIVE_NON_BLOCKING : 0;
  const char *prefix = option_text(count, words, "as");
  if (channel == STEP_MISUSED || misused || limit < 0) return STEP_MISUSED;
  int code = receive_at_most(channel, data, sizeof data, (size_t)limit, flags, &got);
  if (code < 0) return code;
  answer_number(ret, "fds", (long long)got.fd_count);
  code = player_keep_all(player, prefix == NULL ? "got" : prefix, got.fds, got.fd_count);
  return code < 0 ? code : (int)got.data_bytes;
}

static int play_send_checked(struct player *player, int count, char **words, struct answer *ret) {
  (void)ret;
  bool misused = false;
  int fds[NAIVE_FDS_MAX];
  int channel = player_find(player, words[1]);
  int fd_count = player_find_all(player, words[2], fds, NAIVE_FDS_MAX);
  long bytes = option_number(count, words, "bytes", 1, &misused);
  if (channel == STEP_MISUSED || fd_count < 0 || misused || bytes < 0 ||
      bytes > (long)sizeof filler)
    return STEP_MISUSED;
  return send_message(channel, filler, (size_t)bytes, fds, (size_t)fd_count);
}

static int play_pass_rights(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  int channel = player_find(player, words[1]);
  int value = strcmp(words[2], "on") == 0;
  if (channel == STEP_MISUSED) return STEP_MISUSED;
  return setsockopt(channel, SOL_SOCKET, SO_PASSRIGHTS, &value, sizeof value) < 0 ? -errno : 0;
}

static int play_poll(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  struct pollfd one = {.fd = player_find(player, words[1]), .events = POLLIN};
  long wait_ms = option_number(count, words, "ms", 0, &misused);
  if (one.fd == STEP_MISUSED || misused) return STEP_MISUSED;
  int ready = poll(&one, 1, (int)wait_ms);
  if (ready < 0) return -errno;
  answer_number(ret, "ready", (one.revents & POLLIN) != 0);
  answer_number(ret, "hungUp", (one.revents & POLLHUP) != 0);
  answer_number(ret, "invalid", (one.revents & POLLNVAL) != 0);
  return 0;
}

const struct step message_steps[] = {
    {"pair", "TYPE NAME NAME", "socketpair(2): seqpacket, stream or dgram", 3, 3, play_pair},
    {"send", "CHANNEL NAME[*N],…|none [bytes=N] [nonblock]", "one sendmsg(2) with SCM_RIGHTS", 2, 4,
     play_send},
    {"send-until", "CHANNEL NAME[*N],…|none [most=N]",
     "one message after the other, until one is refused", 2, 3, play_send_until},
    {"receive", "CHANNEL room=N [bytes=N] [peek] [cloexec] [nonblock] [as=PREFIX]",
     "one recvmsg(2) with CMSG_SPACE for N descriptors; 0: no control buffer", 2, 7, play_receive},
    {"send-checked", "CHANNEL NAME[*N],…|none [bytes=N]", "our core’s send_message", 2, 3,
     play_send_checked},
    {"receive-checked", "CHANNEL limit=N [nonblock] [as=PREFIX]", "our core’s receive_at_most", 2,
     4, play_receive_checked},
    {"pass-rights", "CHANNEL on|off", "SO_PASSRIGHTS (Linux 6.16)", 2, 2, play_pass_rights},
    {"poll", "NAME [ms=N]", "poll(2) for POLLIN", 1, 2, play_poll},
    {NULL, NULL, NULL, 0, 0, NULL},
};
