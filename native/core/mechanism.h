/* SPDX-License-Identifier: Apache-2.0 */
/* The contract: a mechanism is one struct of functions. The loops call them, once a message (chunk)
 * of at most `chunk_max` descriptors, and stamp the instants between the calls; a mechanism never
 * reads a clock, allocates, or closes what it hands on. A difference between two mechanisms can
 * therefore only come from these functions. */
#ifndef HANDOVER_MECHANISM_H
#define HANDOVER_MECHANISM_H

#include <stdbool.h>
#include <stddef.h>

#include "announcement.h"
#include "transfer_plan.h"

struct receiver_side {
  const struct transfer_plan *plan;
  int channel;
  int pidfd;       /* the donor's, or -1 while there is none */
  pid_t donor_pid; /* for PIDFD_FROM_OPEN */
};

struct mechanism {
  const char *name;
  const char *description;
  bool moves_descriptors;
  bool uses_pidfd;

  /* Donor, between `start` and `sent`: sends `message`, and with it, if this mechanism pushes, the
   * borrowed `fds` (message->header.count of them). Returns 0 or a negative code. */
  int (*give)(int channel, const struct announcement *message, size_t message_bytes,
              const int *fds);

  /* Receiver, before `announced`: takes the message of exactly message_bytes; a push fills ret_fds
   * with `count` descriptors. */
  int (*receive)(int channel, struct announcement *ret_message, size_t message_bytes, int *ret_fds,
                 size_t count);

  /* Receiver, between `announced` and `holding`: pulls the descriptors that the message names. NULL
   * for a push. On an error nothing of this message stays open. */
  int (*obtain)(struct receiver_side *receiver, const int32_t *numbers, int *ret_fds, size_t count);
};

extern const struct mechanism *const mechanisms[]; /* ends with NULL */
extern const struct mechanism mechanism_message_only;
extern const struct mechanism mechanism_scm_rights;
extern const struct mechanism mechanism_pidfd_getfd;

/* NULL for an unknown name. */
const struct mechanism *mechanism_find(const char *name);

/* The floor's two functions. A pull uses them as they are: its announcement is the same message. */
int give_message_only(int channel, const struct announcement *message, size_t message_bytes,
                      const int *fds);
int receive_message_only(int channel, struct announcement *ret_message, size_t message_bytes,
                         int *ret_fds, size_t count);

/* Opens the donor's pidfd as the plan says, unless there is one already. */
int receiver_open_pidfd(struct receiver_side *receiver);

#endif
