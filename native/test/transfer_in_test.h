/* SPDX-License-Identifier: Apache-2.0 */
/* The other end of a safe transfer, in a process of its own, for tests that look at one end. */
#ifndef HANDOVER_TRANSFER_IN_TEST_H
#define HANDOVER_TRANSFER_IN_TEST_H

#include <stdint.h>
#include <stdlib.h>
#include <sys/types.h>

#include "../core/announcement.h"
#include "../core/channel.h"
#include "../transfer/transfer.h"

enum { TRANSFER_TEST_MS = 15000 };

struct other_side {
  pid_t pid;
  int channel; /* our end */
};

enum oddity {
  NOTHING_ODD,
  CLOSES_AT_ONCE, /* closes its numbers after hold_fds and fills them with something else */
  NOT_DUMPABLE,   /* nobody without CAP_SYS_PTRACE may pull from it */
  STOPS_FIRST,    /* stops itself (SIGSTOP) before it listens */
};

/* A process that gives `count` memory files, each with its index inside, and ends with the positive code of its
 * failure, modulo 256: or 0. */
struct other_side start_giver(enum channel_type type, size_t count, unsigned mechanisms,
                              enum oddity oddity);

/* A process that runs `play` with its end of a new channel. */
struct other_side start_other(enum channel_type type, void (*play)(int channel));

/* Waits for its end, and closes our end of the channel: the exit code, or 256 + the signal that ended it. */
int end_of(struct other_side *other);

/* What end_of says after a failure with this code of the core. */
int exit_code_of(int code);

/* take_fds with a deadline that no test meets. */
int take_from(const struct other_side *giver, enum transfer_mechanism mechanism, size_t fd_limit,
              int *ret_fds, struct transfer_report *ret);

/* A memory file with its index inside, and the index of one that came. */
int memory_file(uint64_t index);
uint64_t index_in(int fd);

/* Raises the soft limit of descriptors; skips the test where the hard one is lower. */
void make_room_for(size_t fds);

#endif
