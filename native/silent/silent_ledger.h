/* SPDX-License-Identifier: Apache-2.0 */
/* What became of every descriptor and of every transfer. Each is in exactly one line, and the lines are held against what
 * the donor meant. */
#ifndef HANDOVER_SILENT_LEDGER_H
#define HANDOVER_SILENT_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct silent_ledger {
  /* Descriptors. */
  uint64_t meant;     /* by the donor, at the moment of picking */
  uint64_t right;     /* the receiver holds the file that was meant */
  uint64_t truncated; /* cut off by the kernel (MSG_CTRUNC), and nobody looked */
  uint64_t lost;      /* missing for another reason, and nobody was told */
  uint64_t swapped;   /* the receiver holds another file, and takes it for this one */
  uint64_t refused;   /* missing, and both were told: the donor still has it */
  uint64_t surplus;   /* held, but never meant: not a part of `meant` */
  uint64_t
      inheritable; /* of those held: without close-on-exec, so the next program has them as well */
  /* Transfers. */
  uint64_t whole;   /* everything right */
  uint64_t spoiled; /* something truncated, lost, swapped or surplus */
  uint64_t refusals;
  uint64_t
      unacknowledged; /* of the whole: the receiver has all, and the donor was told that it failed */
};

/* One transfer as the donor sees it. In memory that both share: what is meant does not go through the channel. */
struct donor_account {
  uint16_t meant;
  uint8_t ended; /* the donor's call has ended */
  uint8_t failed;
};

/* And as the receiver sees it. */
struct receiver_account {
  uint16_t right, missing, swapped, surplus, inheritable;
  uint8_t failed;
  uint8_t was_truncated;
};

/* Looks at what was received: fds[i] is -1 where nothing is. `serials` are what the donor meant, in its order. */
struct receiver_account judge_received(const int *fds, size_t fd_count, const uint64_t *serials,
                                       size_t meant);

/* Adds one transfer. */
void ledger_add(struct silent_ledger *ledger, const struct donor_account *donor,
                const struct receiver_account *receiver);

/* Do the lines add up, and are there so many transfers? */
bool ledger_adds_up(const struct silent_ledger *ledger, uint64_t transfers);

#endif
