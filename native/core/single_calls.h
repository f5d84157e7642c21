/* SPDX-License-Identifier: Apache-2.0 */
/* Single calls, timed in groups in this process: what one dup, one pidfd_getfd … costs without a
 * wake-up. A group is at least 16 calls, because one takes about as long as ten clock quanta. */
#ifndef HANDOVER_SINGLE_CALLS_H
#define HANDOVER_SINGLE_CALLS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { SINGLE_CALL_GROUP_MIN = 16, SINGLE_CALL_GROUP_MAX = 1024 };

/* What the calls work on. Opened once, since a pull needs a second process to pull from. */
struct single_calls {
  int fd;          /* a memfd: the descriptor that is duplicated, sent and pulled */
  int channel[2];  /* SEQPACKET pair, both ends here */
  int donor_pidfd; /* or why there is none: a negative code that the calls which need it return */
  pid_t donor_pid; /* a process that only waits, with the same descriptors */
  int self_pidfd;  /* the same */
  int opened[SINGLE_CALL_GROUP_MAX]; /* what a group opened, closed after its second stamp */
};

struct single_call {
  const char *name;
  const char *description;
  int (*prepare)(struct single_calls *calls, size_t group); /* before the first stamp, or NULL */
  int (*call)(struct single_calls *calls, size_t i);        /* 0 or a negative code */
};

extern const struct single_call *const single_calls_list[]; /* ends with NULL */

/* Starts the waiting process and opens the rest. Returns 0 or a negative code. */
int single_calls_open(struct single_calls *ret);

/* Times `group` (SINGLE_CALL_GROUP_MIN..SINGLE_CALL_GROUP_MAX) calls of one kind in a row. *ret_ns is
 * the time of the whole group. Returns 0, -EINVAL for an unknown name or group, or a negative code. */
int single_calls_time(struct single_calls *calls, const char *name, size_t group, uint64_t *ret_ns);

/* Ends and reaps the waiting process, closes everything. */
void single_calls_close(struct single_calls *calls);

#endif
