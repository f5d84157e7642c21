/* SPDX-License-Identifier: Apache-2.0 */
/* Did the transfer really happen? Asked outside the interval, of every descriptor of every transfer
 * (right inode, close-on-exec), and by kcmp of every descriptor of the first and the last one. */
#ifndef HANDOVER_ORACLE_H
#define HANDOVER_ORACLE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "announcement.h"

enum oracle_method {
  ORACLE_NOT_RUN,
  ORACLE_KCMP,
  ORACLE_FLAGS,
  ORACLE_NO_DESCRIPTORS,
  ORACLE_SLOT_READ, /* no number to ask: the file was read through its io_uring slot (native/ways) */
};

struct oracle {
  struct fd_identity *expected; /* one for each descriptor of the batch, owned by the loop */
  uint32_t batch;
  pid_t donor_pid;
  enum oracle_method method;
  uint64_t received_count;      /* descriptors that arrived in all transfers */
  uint64_t identity_checked;    /* of these: inode and close-on-exec looked at */
  uint64_t description_checked; /* of these: proven to be the donor's open file description */
  uint64_t wrong_identity;
  uint64_t wrong_description;
  uint64_t not_close_on_exec;
  int open_before; /* descriptors open in this role before the first and after the last transfer */
  int open_after;  /* -1 until the last transfer is over: before that there is no verdict */
};

/* Every descriptor of one transfer: right inode, in the right order, close-on-exec? Counts. */
void oracle_check_identities(struct oracle *oracle, const int *fds);

/* Every descriptor of one transfer against the donor's by kcmp. Returns 0 when it could ask, or
 * -errno (EPERM, ENOSYS): then ask by flags. */
int oracle_check_descriptions(struct oracle *oracle, const int *fds);

/* The fallback, with the donor's help: in as many rounds as the batch has bits, O_NONBLOCK is turned
 * round here on the descriptors whose position has that bit, and the donor says how many of its own did
 * not follow. No two positions have the same bits, so swaps are seen as well. */
int oracle_check_by_flags(struct oracle *oracle, int channel, const int *fds);

/* The donor's side of one round. `wrong` keeps what was found from round to round. */
int oracle_answer_check(int channel, uint32_t round, const int *fds, const int *flags_before,
                        bool *wrong, uint32_t batch);

bool oracle_passed(const struct oracle *oracle);
const char *oracle_method_name(enum oracle_method method);

/* One sentence on the first thing that is wrong; "" when nothing is. */
const char *oracle_complaint(const struct oracle *oracle);

/* Was it asked to the end, or did it find something wrong before? Otherwise there is no verdict. */
bool oracle_has_verdict(const struct oracle *oracle);

#endif
