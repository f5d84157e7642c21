/* SPDX-License-Identifier: Apache-2.0 */
/* A hostile peer as data: all that it says is written into a real socket before ours reads the first byte. What a target
 * has to tell of it is the protocol's own messages; how they are spoilt, cut, joined and loaded is decided here. */
#ifndef HANDOVER_FUZZ_HOSTILE_H
#define HANDOVER_FUZZ_HOSTILE_H

#include <stdbool.h>

#include "../core/channel.h"
#include "input.h"
#include "open_fds.h"

/* What getrandom(2) answers in these programs: the token of every taker. */
enum { FUZZ_RANDOM_BYTE = 0x5a };

enum { LINES_MAX = 64, LINES_TEXT_MAX = 64 * 1024 };

struct hostile {
  struct input *input;
  int own;      /* its end */
  int ours;     /* the end that is tried, never blocking */
  int given[2]; /* a memory file and an event counter: what it attaches */
  struct open_fds before;
};

/* A fresh channel, of a type and with options (SO_PASSCRED, SO_PASSPIDFD) that the input chooses. Before it, whatever is
 * open is looked at. */
void hostile_begin(struct hostile *ret, struct input *input, bool datagrams_too);

/* Sends the message with so many descriptors, honestly or not. Never blocks: what does not fit is not sent. */
void hostile_say(struct hostile *hostile, const void *message, size_t bytes, size_t fd_count);

/* The honest conversation, line by line: all that the hostile one departs from. */
struct lines {
  size_t count;
  struct line {
    size_t at, bytes, fd_count;
  } line[LINES_MAX];
  size_t used;
  char text[LINES_TEXT_MAX];
};

void lines_add(struct lines *lines, const void *message, size_t bytes, size_t fd_count);

/* Says all lines, or not: leaves out, repeats, mixes up, adds, dies in the middle. Without decisions it is honest. */
void hostile_converse(struct hostile *hostile, const struct lines *lines);

/* Bytes and descriptors of the input's own. */
void hostile_babble(struct hostile *hostile);

/* Stays silent, dies, or shuts one direction. Then leaves few free numbers, or as many as there were. */
void hostile_fall_silent(struct hostile *hostile);

/* All numbers again; closes the channel and everything in flight; nothing may have changed. */
void hostile_end(struct hostile *hostile);

#endif
