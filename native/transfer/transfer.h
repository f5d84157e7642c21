/* SPDX-License-Identifier: Apache-2.0 */
/* Safe transfer: descriptors given and taken with every lesson built in, by push (SCM_RIGHTS) or by pull (pidfd_getfd).
 * The taker asks first, the giver holds duplicates of its own until it is acknowledged, both know the count, each
 * descriptor is checked by its identity, everything has a deadline. docs/safe-transfer.md tells the conversation.
 *
 * All functions return 0 or a negative code (error_text.h). A failed take leaves nothing open; a failed give leaves the
 * giver's own descriptors as they were. */
#ifndef HANDOVER_TRANSFER_H
#define HANDOVER_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum transfer_mechanism { TRANSFER_PUSH = 1, TRANSFER_PULL = 2 };

enum {
  TRANSFER_FDS_MAX = 16384,
  TRANSFER_OPERATION_MAX = 32,
  /* A program that closed its stdin would otherwise read from what it holds or was given. */
  TRANSFER_LOWEST_FD = 3,
};

/* Duplicates that belong to this transfer. */
struct held_fds {
  int *fds;
  size_t count;
};

/* Duplicates `count` borrowed descriptors, close-on-exec. Whoever shares the table with other threads calls it under the
 * lock that guards the numbers; from then on they may be closed or used again. HANDOVER_LOCK_AT_RISK: the process has a
 * record lock (F_SETLK) on one of the files, which release_held would drop. */
int hold_fds(const int *fds, size_t count, struct held_fds *ret);
void release_held(struct held_fds *held);

struct give_plan {
  unsigned mechanisms; /* TRANSFER_PUSH | TRANSFER_PULL: what the taker may choose from */
  long deadline_ms;    /* of the whole transfer */
};

struct take_plan {
  enum transfer_mechanism mechanism;
  size_t
      fd_limit; /* 1 to TRANSFER_FDS_MAX: at most so many; more are refused before they are sent */
  long deadline_ms; /* of the whole transfer */
};

struct transfer_report {
  size_t count;
  size_t messages; /* that carried descriptors or their numbers */
  enum transfer_mechanism mechanism;
  int cause; /* of a refused pull: enum pull_cause, else 0 */
  /* Of a take that succeeded: the giver had ended before it could hear so. It, or who comes after it, may believe that
   * nothing was taken. */
  bool unacknowledged;
  /* After HANDOVER_REFUSED: what failed at the other end, in its words (error_text.h), else 0 and "". */
  int refused_code;
  char refused_operation[TRANSFER_OPERATION_MAX];
};

/* Gives what is held to whoever takes at the other end of the channel (STREAM or SEQPACKET), and returns when that one
 * has said that it holds all of them. Does not release what is held.
 *
 * The channel may be blocking or not, and may be used for anything else before and after, as long as what was sent
 * before has been read. Whoever fails tells the other end why, which then fails with HANDOVER_REFUSED. If all was given
 * and nobody answers any more, it is HANDOVER_UNACKNOWLEDGED: the taker may hold it or not. After that, and after
 * ETIMEDOUT, close the channel: whoever cannot even say why it fails shuts it down (shutdown(2)), for all who share it. */
int give_held(int channel, const struct held_fds *held, const struct give_plan *plan,
              struct transfer_report *ret);

/* hold_fds, give_held, release_held. */
int give_fds(int channel, const int *fds, size_t count, const struct give_plan *plan,
             struct transfer_report *ret);

/* Takes what is given: up to plan->fd_limit descriptors into ret_fds, close-on-exec, in the giver's order, acknowledged;
 * or, if the giver ended before it could be told, held and checked: nobody else may hold them then. */
int take_fds(int channel, int *ret_fds, const struct take_plan *plan, struct transfer_report *ret);

#endif
