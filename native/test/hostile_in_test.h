/* SPDX-License-Identifier: Apache-2.0 */
/* One end of a safe transfer, played message by message by a process that need not keep to the rules. */
#ifndef HANDOVER_HOSTILE_IN_TEST_H
#define HANDOVER_HOSTILE_IN_TEST_H

#include "../transfer/transfer_talk.h"
#include "transfer_in_test.h"

/* Of this process: what it said or heard last. */
extern struct talk hostile_talk;
extern struct talk_message hostile_message;

/* A function that start_other runs, in one line. */
#define PLAY(name) static void name(int channel)

void hostile_begin(int channel);

/* The next message, whatever it is; what came with it is closed. Ends this process when there is none. */
void hostile_hear(void);

/* Says hostile_message as it is now. */
void hostile_say(enum talk_type type, uint32_t first, const int *fds, size_t fd_count);

/* Listens until the other end has ended the conversation, so that it is not our death that it saw. */
void hostile_stay(void);

#endif
