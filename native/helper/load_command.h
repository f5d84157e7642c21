/* SPDX-License-Identifier: Apache-2.0 */
/* `handover-helper load`: makes one kind of load on the machine until it is told to end. */
#ifndef HANDOVER_LOAD_COMMAND_H
#define HANDOVER_LOAD_COMMAND_H

/* `words[0]` is "load". It ends when its standard input does, at SIGTERM or SIGINT, after its deadline, or
 * with whoever started it. Prints a line when it is at work and one when it has ended
 * (docs/helper-protocol.md). Returns the exit code. */
int load_main(int count, char **words);

#endif
