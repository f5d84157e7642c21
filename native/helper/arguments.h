/* SPDX-License-Identifier: Apache-2.0 */
/* The command line of docs/helper-protocol.md: everything is checked here, before anything starts. */
#ifndef HANDOVER_ARGUMENTS_H
#define HANDOVER_ARGUMENTS_H

#include <stdbool.h>

#include "../core/transfer_plan.h"

enum command { COMMAND_DONOR, COMMAND_RECEIVER, COMMAND_LAUNCH, COMMAND_LIST, COMMAND_HELP };

struct arguments {
  enum command command;
  struct transfer_plan plan;
  int channel_fd, samples_fd, lifeline_fd, pidfd_fd, barrier_fd; /* -1: not given */
  int cpu, donor_cpu, receiver_cpu;                              /* -1: not pinned */
  int deadline_ms;
};

extern const char usage_text[];

/* Returns false after one sentence on standard error. */
bool arguments_parse(int count, char **words, struct arguments *ret);

/* The words that start one role with this plan: a NULL-ended list in static storage, without the
 * program's name. */
char *const *arguments_for_role(const struct arguments *launch, enum command role, int channel_fd,
                                int samples_fd, int lifeline_fd, int pidfd_fd);

#endif
