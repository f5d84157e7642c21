/* SPDX-License-Identifier: Apache-2.0 */
/* The decision alone, as a table: also what this kernel cannot be made to do (Yama, old kernels). */
#include <errno.h>
#include <stdio.h>

#include "../core/pull_cause.h"
#include "../core/pull_facts.h"
#include "tests.h"

enum { HERE = 7, ELSEWHERE = 8, INITIAL = 0xEFFFFFFD };

static const struct four_ids ours = {true, 1000, 1000, 1000, 1000};

/* A pull that is refused for no reason that is known. */
static struct pull_facts refused(void) {
  struct process_rights rights = {
      .users = ours, .groups = ours, .capabilities_known = true, .user_namespace = HERE};
  return (struct pull_facts){.own = rights,
                             .donor = rights,
                             .pulled = -EPERM,
                             .invalid_call = -EBADF,
                             .yama_scope = YAMA_NOT_BUILT,
                             .donor_pid = 100,
                             .ended = FACT_NO,
                             .maps_differ = FACT_NO,
                             .is_descendant = FACT_NO,
                             .dumpable = FACT_YES,
                             .has_power = FACT_NO};
}

#define CAUSE_IS(facts, word) ASSERT_STRING(pull_cause_name(pull_cause_of(&(facts))), (word))

TEST(what_nothing_explains_is_unknown) {
  struct pull_facts facts = refused();
  CAUSE_IS(facts, "unknown");
  ASSERT_INT(pull_obstacles_of(&facts), ==, 0);
  facts.pulled = 0;
  CAUSE_IS(facts, "allowed");
}

TEST(with_nothing_known_nothing_is_guessed) {
  struct pull_facts facts = {.pulled = -EPERM,
                             .invalid_call = CALL_NOT_TRIED,
                             .from_self = CALL_NOT_TRIED,
                             .yama_scope = YAMA_UNKNOWN,
                             .donor_pid = -1,
                             .ended = FACT_UNKNOWN,
                             .maps_differ = FACT_UNKNOWN,
                             .is_descendant = FACT_UNKNOWN,
                             .dumpable = FACT_UNKNOWN,
                             .has_power = FACT_UNKNOWN};
  CAUSE_IS(facts, "unknown");
}

TEST(a_filter_shows_in_calls_that_are_never_refused) {
  struct pull_facts facts = refused();
  facts.donor.users.saved = 0; /* also in the way, but behind the filter */
  facts.invalid_call = -EPERM;
  CAUSE_IS(facts, "filtered");
  facts.invalid_call = -EACCES;
  CAUSE_IS(facts, "filtered");
  facts.invalid_call = -EBADF;
  facts.from_self = -EPERM;
  CAUSE_IS(facts, "filtered");
  facts.from_self = -ENOSYS;
  CAUSE_IS(facts, "no-call");
  facts.from_self = -EMFILE;
  CAUSE_IS(facts, "other-user");
}

TEST(each_id_of_the_donor_counts) {
  for (int i = 0; i < 6; i++) {
    struct pull_facts facts = refused();
    struct four_ids *ids = i < 3 ? &facts.donor.users : &facts.donor.groups;
    uint32_t *const each[] = {&ids->real, &ids->effective, &ids->saved};
    *each[i % 3] = 0;
    CAUSE_IS(facts, "other-user");
    facts.own.users.effective = 0; /* of the caller only the real ones */
    CAUSE_IS(facts, "other-user");
    facts.has_power = FACT_YES;
    CAUSE_IS(facts, "unknown");
  }
}

TEST(the_caller_is_looked_at_by_its_real_ids) {
  struct pull_facts facts = refused();
  facts.own.users.effective = facts.own.users.saved = 0;
  CAUSE_IS(facts, "unknown");
  facts.own.users.real = 0;
  CAUSE_IS(facts, "other-user");
}

TEST(not_dumpable_and_kept_capabilities_are_told_together) {
  struct pull_facts facts = refused();
  facts.donor.permitted = 1 << 10;
  CAUSE_IS(facts, "more-capabilities");
  facts.dumpable = FACT_NO;
  CAUSE_IS(facts, "not-dumpable");
  ASSERT_INT(pull_obstacles_of(&facts), ==, 1 << PULL_NOT_DUMPABLE | 1 << PULL_MORE_CAPABILITIES);
  facts.dumpable = FACT_YES;
  facts.own.permitted = 1 << 10 | 1;
  CAUSE_IS(facts, "unknown");
}

TEST(another_user_namespace_is_known_by_inode_or_by_maps) {
  struct pull_facts facts = refused();
  facts.donor.user_namespace = ELSEWHERE;
  CAUSE_IS(facts, "other-user-namespace");
  facts.donor.user_namespace = 0;
  CAUSE_IS(facts, "unknown");
  facts.maps_differ = FACT_YES;
  CAUSE_IS(facts, "other-user-namespace");
  facts.donor.users.real = 0;
  CAUSE_IS(facts, "other-user");
  facts.own.effective = UINT64_C(1) << FACT_CAP_SYS_PTRACE; /* held, but not there */
  CAUSE_IS(facts, "other-user-namespace");
}

TEST(power_passes_not_dumpable_only_where_the_memory_was_made) {
  struct pull_facts facts = refused();
  facts.has_power = FACT_YES;
  facts.dumpable = FACT_NO;
  CAUSE_IS(facts, "not-dumpable");
  facts.own.user_namespace = facts.donor.user_namespace = INITIAL;
  CAUSE_IS(facts, "unknown");
}

TEST(yama_comes_last) {
  struct pull_facts facts = refused();
  static const char *const words[] = {"unknown", "yama-relation", "yama-admin", "yama-never"};
  for (int scope = 0; scope <= 3; scope++) {
    facts.yama_scope = scope;
    CAUSE_IS(facts, words[scope]);
  }
  facts.has_power = FACT_YES;
  CAUSE_IS(facts, "yama-never");
  facts.yama_scope = 2;
  CAUSE_IS(facts, "unknown");
  facts.has_power = FACT_NO;
  facts.yama_scope = 1;
  facts.dumpable = FACT_NO;
  CAUSE_IS(facts, "not-dumpable");
  facts.dumpable = FACT_YES;
  facts.is_descendant = FACT_YES;
  CAUSE_IS(facts, "unknown");
  facts.is_descendant = FACT_UNKNOWN;
  CAUSE_IS(facts, "unknown");
}

TEST(other_failures_are_told_by_their_code) {
  static const struct {
    int opened, pulled;
    enum fact ended;
    const char *word;
  } rows[] = {
      {0, -ESRCH, FACT_UNKNOWN, "no-such-process"},
      {0, -EBADF, FACT_NO, "no-such-number"},
      {0, -EBADF, FACT_YES, "no-such-process"},
      {0, -EPERM, FACT_YES, "no-such-process"},
      {0, -EMFILE, FACT_NO, "table-full"},
      {0, -ENFILE, FACT_NO, "table-full"},
      {0, -ENOSYS, FACT_NO, "no-call"},
      {0, -ENOMEM, FACT_NO, "unknown"},
      {-ESRCH, CALL_NOT_TRIED, FACT_UNKNOWN, "no-such-process"},
      {-EINVAL, CALL_NOT_TRIED, FACT_UNKNOWN, "no-such-process"},
      {-EMFILE, CALL_NOT_TRIED, FACT_UNKNOWN, "table-full"},
      {-EPERM, CALL_NOT_TRIED, FACT_UNKNOWN, "filtered"},
      {-ENOSYS, CALL_NOT_TRIED, FACT_UNKNOWN, "no-call"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct pull_facts facts = refused();
    facts.opened = rows[i].opened;
    facts.pulled = rows[i].pulled;
    facts.ended = rows[i].ended;
    if (facts.pulled == -EPERM) facts.donor.users.real = 0; /* which does not matter any more */
    CAUSE_IS(facts, rows[i].word);
    ASSERT_INT(pull_obstacles_of(&facts), ==, 0);
  }
}

TEST(every_cause_has_a_word) {
  for (enum pull_cause cause = PULL_ALLOWED; cause <= PULL_UNKNOWN; cause++)
    ASSERT(pull_cause_name(cause) != NULL);
  ASSERT(pull_cause_name(PULL_UNKNOWN + 1) == NULL);
}

static const struct test tests[] = {
    PASSES(what_nothing_explains_is_unknown),
    PASSES(with_nothing_known_nothing_is_guessed),
    PASSES(a_filter_shows_in_calls_that_are_never_refused),
    PASSES(each_id_of_the_donor_counts),
    PASSES(the_caller_is_looked_at_by_its_real_ids),
    PASSES(not_dumpable_and_kept_capabilities_are_told_together),
    PASSES(another_user_namespace_is_known_by_inode_or_by_maps),
    PASSES(power_passes_not_dumpable_only_where_the_memory_was_made),
    PASSES(yama_comes_last),
    PASSES(other_failures_are_told_by_their_code),
    PASSES(every_cause_has_a_word),
    SUITE_END,
};

const struct test_suite pull_cause_suite = {"pull_cause", tests};
