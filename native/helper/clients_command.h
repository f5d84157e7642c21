/* SPDX-License-Identifier: Apache-2.0 */
/* `handover-helper load --kind connections|streams|datagrams`: clients of a service (docs/handover-protocol.md). */
#ifndef HANDOVER_CLIENTS_COMMAND_H
#define HANDOVER_CLIENTS_COMMAND_H

#include <stdbool.h>

/* Is this `load` one of clients? The other kinds are load on the machine (load_command.h). */
bool clients_are_meant(int count, char **words);

/* `words` begin with the command. Returns the exit code. */
int clients_main(int count, char **words);

#endif
