/* SPDX-License-Identifier: Apache-2.0 */
/* How a role or a launch ended, and the exit code that says so (docs/helper-protocol.md). */
#ifndef HANDOVER_OUTCOME_H
#define HANDOVER_OUTCOME_H

#include "../core/loops.h"

enum {
  EXIT_DONE = 0,
  EXIT_USAGE = 2,
  EXIT_FAILED = 4,
  EXIT_UNSUPPORTED = 77,
  EXIT_BY_SIGINT = 130,
  EXIT_BY_SIGTERM = 143,
};

struct outcome {
  int exit_code;
  const char *status; /* "ok", "failed", "unsupported" */
  char code[32];      /* error name, "" when ok */
  char operation[48];
  char text[512];
};

/* From a core function's return value; asks failed_operation() and interruption_pending(). */
struct outcome outcome_of_code(int code);

/* The same for a failure that has its own cause, whatever interrupted us meanwhile: the end of the process that failed. */
struct outcome outcome_of_failure(int code);

/* The same for a role: with code 0 the oracle decides. */
struct outcome outcome_of_role(int code, const struct role *role);
struct outcome outcome_of_oracle(int code, const struct oracle *oracle);

#endif
