/* SPDX-License-Identifier: Apache-2.0 */
/* A whole launch without Node. */
#ifndef HANDOVER_LAUNCH_H
#define HANDOVER_LAUNCH_H

#include "arguments.h"

/* Starts both roles, waits for them, prints one line for all. Returns the exit code. */
int launch_main(const struct arguments *arguments);

#endif
