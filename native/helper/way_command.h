/* SPDX-License-Identifier: Apache-2.0 */
/* `handover-helper way`: the whole launch of another way, with its own flags and its own line
 * (docs/helper-protocol.md, "Other ways"). */
#ifndef HANDOVER_WAY_COMMAND_H
#define HANDOVER_WAY_COMMAND_H

#include <stdio.h>

#include "../core/clock.h"
#include "../ways/way.h"
#include "outcome.h"

struct way_command {
  const struct way *way;
  struct way_plan plan; /* samples_fd -1: one of its own */
};

/* words[0] is "way". Returns false after one sentence on standard error. */
bool way_command_parse(int count, char **words, struct way_command *ret);

/* What became of it: `code` is what the way returned. */
struct outcome way_outcome(int code, const struct way_report *report);

void way_json_line(FILE *out, const struct way_command *command, const struct way_report *report,
                   const struct clock_facts *clock, const struct outcome *outcome);

/* Returns the exit code. */
int way_main(int count, char **words);

#endif
