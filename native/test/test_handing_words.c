/* SPDX-License-Identifier: Apache-2.0 */
/* Words at another place than their own: the new process takes nothing, the old one gives nothing up. */
#include <stddef.h>

#include "../core/announcement.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "facing_in_test.h"
#include "tests.h"

TEST(words_at_the_wrong_place_are_refused) {
  /* Every word there is, and one below and above. */
  for (uint32_t word = HANDING_LISTENERS_COME - 1; word <= HANDING_COMMITTED + 1; word++) {
    if (word == HANDING_LISTENERS_COME) continue;
    struct facing facing = face_new("scm_rights");
    say(&facing, word, 0, 1, 1);
    expect_refused(&facing, -HANDOVER_MESSAGE_UNEXPECTED);
  }
  struct facing facing = face_new("reuseport");
  say(&facing, HANDING_LISTENERS_COME, 0, 1, 1);
  expect_refused(&facing, -HANDOVER_MESSAGE_UNEXPECTED);
}

TEST(counts_that_no_message_has_are_refused) {
  static const uint32_t counts[] = {0, CHUNK_MAX + 1, UINT32_MAX};
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    struct facing push = face_new("scm_rights"), bound = face_new("reuseport");
    say(&push, HANDING_LISTENERS_COME, 0, counts[i], counts[i]);
    expect_refused(&push, -HANDOVER_MESSAGE_UNEXPECTED);
    say(&bound, HANDING_PORTS_COME, 0, counts[i], counts[i]);
    expect_refused(&bound, -HANDOVER_MESSAGE_UNEXPECTED);
  }
}

static void old_serves_on(const char *arm, uint32_t word, bool is_ordered) {
  struct service_plan plan = service_plan_in_test();
  plan.gives = arm_find(arm);
  struct facing facing = face(&plan);
  if (is_ordered) {
    struct handing_message heard;
    service_order(&facing.service);
    ASSERT_INT(receive_exactly(facing.channel, &heard, sizeof heard, NULL, 0), ==, 0);
  }
  say(&facing, word, 0, 0, 0);
  for (int i = 0; i < 2; i++) ASSERT_INT(ask_generation(facing.service.seen->ports[0]), ==, 1);
  ASSERT_INT(service_end(&facing.service), ==, 0);
  ASSERT_INT(facing.service.seen->code, ==, 0);
  ASSERT_INT(facing.service.seen->counts.resumed, ==, is_ordered);
  ASSERT_INT(facing.service.seen->instants.closed_ns, ==, 0);
  close_consume(&facing.channel);
}

TEST(the_old_process_lets_go_at_the_right_word_only) {
  static const uint32_t words[] = {HANDING_HELD, HANDING_COMMITTED, HANDING_ALL_GIVEN, 0xdead};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    old_serves_on("scm_rights", words[i], true);
}

TEST(before_the_order_no_word_moves_the_old_process) {
  static const uint32_t words[] = {HANDING_ACCEPTING, HANDING_HELD, HANDING_COMMITTED, 0xdead};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    old_serves_on("scm_rights", words[i], false);
    old_serves_on("none of them", words[i], false);
  }
}

static const struct test tests[] = {
    PASSES(words_at_the_wrong_place_are_refused),
    PASSES(counts_that_no_message_has_are_refused),
    PASSES(the_old_process_lets_go_at_the_right_word_only),
    PASSES(before_the_order_no_word_moves_the_old_process),
    SUITE_END,
};

const struct test_suite handing_words_suite = {"handing_words", tests};
