/* SPDX-License-Identifier: Apache-2.0 */
/* One half of a launch: pin, prepare, run the loop, report. */
#ifndef HANDOVER_ROLE_H
#define HANDOVER_ROLE_H

#include "arguments.h"

/* Returns the exit code. */
int role_main(const struct arguments *arguments);

#endif
