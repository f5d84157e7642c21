/* SPDX-License-Identifier: Apache-2.0 */
/* Signals, deadline, lifeline: each ends a wait, and names its reason. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "tests.h"

/* Waits for a message that never comes. */
static int wait_for_nothing(void) {
  int ends[2];
  char byte;
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  int code = receive_exactly(ends[0], &byte, 1, NULL, 0);
  close_all_consume(ends, 2);
  return code;
}

TEST(the_deadline_ends_a_wait) {
  ASSERT_INT(interruption_install(30), ==, 0);
  ASSERT_INT(wait_for_nothing(), ==, -HANDOVER_INTERRUPTED);
  ASSERT_STRING(interruption_name(interruption_pending()), "deadline");
}

/* The race that the repeating timer is for: the signal comes before the wait begins. */
static void expect_end_by(int signal, const char *name) {
  ASSERT_INT(interruption_install(0), ==, 0);
  raise(signal);
  ASSERT_INT(wait_for_nothing(), ==, -HANDOVER_INTERRUPTED);
  ASSERT_STRING(interruption_name(interruption_pending()), name);
}

TEST(a_sigterm_before_the_wait_ends_it) { expect_end_by(SIGTERM, "SIGTERM"); }
TEST(a_sigint_before_the_wait_ends_it) { expect_end_by(SIGINT, "SIGINT"); }

TEST(the_first_reason_stays) {
  ASSERT_INT(interruption_install(0), ==, 0);
  raise(SIGTERM);
  raise(SIGINT);
  ASSERT_STRING(interruption_name(interruption_pending()), "SIGTERM");
}

TEST(a_lost_lifeline_ends_a_wait) {
  int lifeline[2];
  ASSERT_INT(interruption_install(0), ==, 0);
  ASSERT_INT(channel_pair(CHANNEL_STREAM, lifeline), ==, 0);
  ASSERT_INT(interruption_watch_lifeline(lifeline[0]), ==, 0);
  ASSERT_INT(interruption_pending(), ==, INTERRUPTION_NONE);
  close_consume(&lifeline[1]);
  ASSERT_INT(wait_for_nothing(), ==, -HANDOVER_INTERRUPTED);
  ASSERT_INT(interruption_pending(), ==, INTERRUPTION_PEER_GONE);
  close_consume(&lifeline[0]);
}

TEST(a_lifeline_lost_before_watching_is_seen) {
  int lifeline[2];
  ASSERT_INT(interruption_install(0), ==, 0);
  ASSERT_INT(channel_pair(CHANNEL_STREAM, lifeline), ==, 0);
  close_consume(&lifeline[1]);
  ASSERT_INT(interruption_watch_lifeline(lifeline[0]), ==, 0);
  ASSERT_INT(interruption_pending(), ==, INTERRUPTION_PEER_GONE);
  close_consume(&lifeline[0]);
}

TEST(after_good_bye_a_lost_lifeline_is_no_reason) {
  int lifeline[2];
  ASSERT_INT(interruption_install(0), ==, 0);
  ASSERT_INT(channel_pair(CHANNEL_STREAM, lifeline), ==, 0);
  ASSERT_INT(interruption_watch_lifeline(lifeline[0]), ==, 0);
  interruption_ignore_peer();
  close_consume(&lifeline[1]);
  ASSERT_INT(interruption_pending(), ==, INTERRUPTION_NONE);
  close_consume(&lifeline[0]);
}

TEST(every_code_has_a_name_and_a_sentence) {
  for (int code = HANDOVER_PEER_GONE; code < HANDOVER_ERROR_END; code++) {
    ASSERT(strncmp(error_name(-code), "HANDOVER_", 9) == 0);
    ASSERT(strlen(error_sentence("transfer", -code)) > 40);
  }
  ASSERT_STRING(error_name(-EPERM), "EPERM");
  ASSERT_STRING(error_name(-ELOOP), "ELOOP");
  ASSERT(strstr(error_sentence("pidfd_getfd", -EPERM), "ptrace") != NULL);
  ASSERT(strstr(error_sentence("open", -ELOOP), "ELOOP") != NULL);
}

static const struct test tests[] = {
    PASSES(the_deadline_ends_a_wait),
    PASSES(a_sigterm_before_the_wait_ends_it),
    PASSES(a_sigint_before_the_wait_ends_it),
    PASSES(the_first_reason_stays),
    PASSES(a_lost_lifeline_ends_a_wait),
    PASSES(a_lifeline_lost_before_watching_is_seen),
    PASSES(after_good_bye_a_lost_lifeline_is_no_reason),
    PASSES(every_code_has_a_name_and_a_sentence),
    SUITE_END,
};

const struct test_suite interruption_suite = {"interruption", tests};
