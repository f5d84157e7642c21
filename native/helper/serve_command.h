/* SPDX-License-Identifier: Apache-2.0 */
/* `handover-helper serve`: a service to be handed over (docs/handover-protocol.md). */
#ifndef HANDOVER_SERVE_COMMAND_H
#define HANDOVER_SERVE_COMMAND_H

/* `words` begin with the command. Returns the exit code. */
int serve_main(int count, char **words);

#endif
