/* SPDX-License-Identifier: Apache-2.0 */
/* The steps of a hostile end. */
#include "hostile_in_test.h"

#include <unistd.h>

struct talk hostile_talk;
struct talk_message hostile_message;

static struct talk_attached attached;

void hostile_begin(int channel) {
  if (talk_begin(&hostile_talk, channel, TRANSFER_TEST_MS) < 0) _exit(1);
}

void hostile_hear(void) {
  if (talk_hear(&hostile_talk, &hostile_message, SCM_MAX_FDS, &attached) < 0) _exit(1);
  if (hostile_message.header.type == TALK_REQUEST)
    hostile_talk.token = hostile_message.header.token;
  talk_close_attached(&attached);
}

void hostile_say(enum talk_type type, uint32_t first, const int *fds, size_t fd_count) {
  talk_say(&hostile_talk, &hostile_message, type, first, fds, fd_count);
}

void hostile_stay(void) {
  for (;;) hostile_hear();
}
