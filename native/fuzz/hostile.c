/* SPDX-License-Identifier: Apache-2.0 */
/* Plays what the fuzzer's bytes decide. */
#include "hostile.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/control_message.h"
#include "../core/owned_fd.h"

#ifndef SO_PASSPIDFD
#define SO_PASSPIDFD 76
#endif

enum { SPOILT_MAX = 16 * 1024 };

enum spoiling {
  SPOILT_NOT,
  SPOILT_BYTE,
  SPOILT_CUT,
  SPOILT_LONGER,
  SPOILT_HALVES,
  SPOILT_TWICE,
  SPOILT_FD_COUNT,
  SPOILT_OTHER_FDS,
  SPOILT_KINDS
};

enum departure { HONESTLY, DIES, LEAVES_OUT, BABBLES, SAYS_ANOTHER, FLOODS, DEPARTURES = 16 };

ssize_t __wrap_getrandom(void *ret, size_t bytes, unsigned flags);

ssize_t __wrap_getrandom(void *ret, size_t bytes, unsigned flags) {
  (void)flags;
  memset(ret, FUZZ_RANDOM_BYTE, bytes);
  return (ssize_t)bytes;
}

static void switch_on(int channel, int option) {
  int on = 1;
  setsockopt(channel, SOL_SOCKET, option, &on, sizeof on); /* an old kernel has no SO_PASSPIDFD */
}

void hostile_begin(struct hostile *ret, struct input *input, bool datagrams_too) {
  static const enum channel_type types[] = {CHANNEL_SEQPACKET, CHANNEL_STREAM, CHANNEL_DGRAM};
  int ends[2];
  uint32_t options = input_byte(input);
  *ret = (struct hostile){.input = input};
  open_fds_look(&ret->before);
  if (channel_pair(types[input_below(input, datagrams_too ? 3 : 2)], ends) < 0)
    finding("no channel");
  ret->ours = ends[0];
  ret->own = ends[1];
  ret->given[0] = memfd_create("given", MFD_CLOEXEC);
  ret->given[1] = eventfd(0, EFD_CLOEXEC);
  if (ret->given[0] < 0 || ret->given[1] < 0) finding("nothing to give");
  if (fcntl(ret->ours, F_SETFL, O_NONBLOCK) < 0) finding("fcntl failed");
  if ((options & 1) != 0) switch_on(ret->ours, SO_PASSCRED);
  if ((options & 2) != 0) switch_on(ret->ours, SO_PASSPIDFD);
}

static void send_some(struct hostile *hostile, const void *data, size_t bytes, size_t fd_count,
                      uint32_t which) {
  int fds[SCM_MAX_FDS];
  size_t sent;
  for (size_t i = 0; i < fd_count; i++) fds[i] = hostile->given[(which + i * (which >> 1)) & 1];
  send_part(hostile->own, data, bytes, fds, fd_count, SEND_NON_BLOCKING, &sent);
}

void hostile_say(struct hostile *hostile, const void *message, size_t bytes, size_t fd_count) {
  static char spoilt[SPOILT_MAX];
  struct input *input = hostile->input;
  uint32_t spoiling = input_byte(input), which = 0;
  size_t first = 0;
  if (hostile->own < 0) return;
  memset(spoilt, 0, sizeof spoilt);
  memcpy(spoilt, message, bytes);
  switch (spoiling % SPOILT_KINDS) {
    case SPOILT_BYTE: spoilt[input_below(input, (uint32_t)bytes)] ^= (char)input_byte(input); break;
    case SPOILT_CUT: bytes = input_below(input, (uint32_t)bytes + 1); break;
    case SPOILT_LONGER: bytes += input_below(input, 4096); break;
    case SPOILT_HALVES: first = input_below(input, (uint32_t)bytes); break;
    case SPOILT_TWICE: send_some(hostile, spoilt, bytes, fd_count, 0); break;
    case SPOILT_FD_COUNT: fd_count = input_below(input, SCM_MAX_FDS + 1); break;
    case SPOILT_OTHER_FDS: which = 1 + input_below(input, 3); break;
    default: break;
  }
  if (bytes > sizeof spoilt) bytes = sizeof spoilt;
  if (first > 0) {
    send_some(hostile, spoilt, first, fd_count, which);
    fd_count = input_below(input, 4) == 3 ? fd_count : 0;
  }
  send_some(hostile, spoilt + first, bytes - first, fd_count, which);
}

void hostile_babble(struct hostile *hostile) {
  char bytes[256];
  size_t count = input_byte(hostile->input),
         fd_count = input_below(hostile->input, SCM_MAX_FDS + 1);
  input_fill(hostile->input, bytes, count);
  if (hostile->own >= 0) send_some(hostile, bytes, count, fd_count, input_below(hostile->input, 4));
}

void lines_add(struct lines *lines, const void *message, size_t bytes, size_t fd_count) {
  if (lines->count == LINES_MAX || bytes > LINES_TEXT_MAX - lines->used) finding("too many lines");
  memcpy(lines->text + lines->used, message, bytes);
  lines->line[lines->count++] =
      (struct line){.at = lines->used, .bytes = bytes, .fd_count = fd_count};
  lines->used += bytes;
}

static void say_line(struct hostile *hostile, const struct lines *lines, size_t i) {
  const struct line *line = &lines->line[i];
  hostile_say(hostile, lines->text + line->at, line->bytes, line->fd_count);
}

void hostile_converse(struct hostile *hostile, const struct lines *lines) {
  struct input *input = hostile->input;
  for (size_t i = 0; i < lines->count; i++) {
    switch (input_below(input, DEPARTURES)) {
      case DIES: return;
      case LEAVES_OUT: continue;
      case BABBLES: hostile_babble(hostile); break;
      case SAYS_ANOTHER:
        say_line(hostile, lines, input_below(input, (uint32_t)lines->count));
        break;
      case FLOODS:
        for (uint32_t left = input_below(input, 64); left > 0; left--) say_line(hostile, lines, i);
        break;
      default: break;
    }
    say_line(hostile, lines, i);
  }
}

void hostile_fall_silent(struct hostile *hostile) {
  struct input *input = hostile->input;
  switch (input_below(input, 4)) {
    case 1: close_consume(&hostile->own); break;
    case 3: shutdown(hostile->own, SHUT_WR); break;
    case 2: shutdown(hostile->own, SHUT_RD); break;
    default: break;
  }
  if (input_below(input, 4) != 3) return;
  struct open_fds now;
  open_fds_look(&now);
  open_fds_narrow(&now, (int)input_below(input, SCM_MAX_FDS));
}

void hostile_end(struct hostile *hostile) {
  open_fds_widen();
  close_consume(&hostile->own);
  close_consume(&hostile->ours);
  close_all_consume(hostile->given, 2);
  open_fds_expect(&hostile->before);
}
