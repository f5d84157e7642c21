/* SPDX-License-Identifier: Apache-2.0 */
/* What the two processes of a way do, the same for every way that keeps both alive. */
#ifndef HANDOVER_WAY_LOOP_H
#define HANDOVER_WAY_LOOP_H

#include "way.h"

/* What the donor has to say when it ends; in memory that both share, since a message could be read for another one. */
struct way_farewell {
  int code;           /* its own failure, not what the receiver's end made of it */
  char operation[48]; /* of that failure */
  int open_before, open_after;
  struct usage usage;
};

/* A side with nothing open. */
struct way_side way_side_new(const struct way *way, const struct way_plan *plan);

/* Closes, unmaps and frees what the side has. */
void way_side_end(struct way_side *side);

int way_donor_loop(struct way_side *donor, struct way_farewell *farewell);

/* The oracle's donor_pid is set by the caller. */
int way_receiver_loop(struct way_side *receiver, struct way_report *report);

/* Runs a way between this process, the receiver, and a donor that it forks. */
int way_run_pair(const struct way *way, const struct way_plan *plan, struct way_report *ret);

/* Opens the donor's descriptors, as the plan says. */
int way_open_descriptors(struct way_side *donor);

/* Checks what the receiver holds as numbers: each by inode, and in the first and the last transfer by kcmp, or by flags
 * with the donor's help. */
int way_check_numbers(struct way_side *receiver, uint32_t sequence);

int way_close_numbers(struct way_side *receiver);

/* Puts this process on a CPU, unless it is -1. -EINVAL when it is not in the mask that it was given. */
int way_pin(int cpu);

void way_add_usage(struct usage *sum, const struct usage *part);

#endif
