/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HANDOVER_PLAY_COMMAND_H
#define HANDOVER_PLAY_COMMAND_H

/* play [--channel-fd N]: a step a line on standard input, an answer a line on standard output, until the input ends.
 * play --is-open N: is that descriptor open? Exit code 0 or 1. docs/steps.md */
int play_main(int count, char **words);

/* One JSON array: every step with its words. */
void play_list(void);

#endif
