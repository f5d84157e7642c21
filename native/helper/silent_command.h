/* SPDX-License-Identifier: Apache-2.0 */
/* `handover-helper silent`: how often descriptors are lost or swapped in silence (docs/silent.md). */
#ifndef HANDOVER_SILENT_COMMAND_H
#define HANDOVER_SILENT_COMMAND_H

#include <stdio.h>

#include "../silent/silent.h"
#include "outcome.h"

/* words[0] is "silent". Returns false after one sentence on standard error. */
bool silent_command_parse(int count, char **words, struct silent_plan *ret);

void silent_json_line(FILE *out, const struct silent_plan *plan, const struct silent_report *report,
                      const struct outcome *outcome);

/* Returns the exit code. */
int silent_main(int count, char **words);

#endif
