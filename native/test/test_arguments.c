/* SPDX-License-Identifier: Apache-2.0 */
/* The helper's command line: what newer flags take and refuse, and that a plan survives the way from
 * `launch` to its roles. */
#include <getopt.h>
#include <string.h>

#include "../helper/arguments.h"
#include "tests.h"

enum { WORDS_MAX = 128 };

#define BUSY                                                                                   \
  "--initiator", "receiver", "--arrivals", "poisson", "--rate-per-second", "500", "--service", \
      "heavy-tailed", "--service-ns", "50000"

static bool parse(const char *const *given, struct arguments *ret) {
  char *words[WORDS_MAX] = {"handover-helper"};
  int count = 1;
  for (; given[count - 1] != NULL; count++) words[count] = (char *)(size_t)given[count - 1];
  optind = 1; /* getopt(3) goes on where it was */
  return arguments_parse(count, words, ret);
}

static bool parse_injection(const char *value, uint64_t *ret_ns) {
  const char *words[] = {"launch", "--mechanism", "scm_rights", "--inject-ns", value, NULL};
  struct arguments arguments;
  if (!parse(words, &arguments)) return false;
  *ret_ns = arguments.plan.inject_ns;
  return true;
}

TEST(without_the_flag_nothing_is_injected) {
  const char *words[] = {"launch", "--mechanism", "scm_rights", NULL};
  struct arguments arguments;
  ASSERT(parse(words, &arguments));
  ASSERT_INT(arguments.plan.inject_ns, ==, 0);
}

TEST(an_injection_is_0_to_a_second) {
  uint64_t ns = 99;
  ASSERT(parse_injection("0", &ns));
  ASSERT_INT(ns, ==, 0);
  ASSERT(parse_injection("300", &ns));
  ASSERT_INT(ns, ==, 300);
  ASSERT(parse_injection("1000000000", &ns));
  ASSERT_INT(ns, ==, 1000000000);
}

TEST(everything_else_is_refused) {
  static const char *const wrong[] = {
      "1000000001", "18446744073709551616", "-1", "+1", "", " 5", "5 ", "5ns", "1e3", "0x10"};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    uint64_t ns = 99;
    ASSERT(!parse_injection(wrong[i], &ns));
    ASSERT_INT(ns, ==, 99);
  }
}

TEST(the_roles_take_it_as_well) {
  for (int i = 0; i < 2; i++) {
    const char *words[] = {i == 0 ? "donor" : "receiver",
                           "--channel-fd",
                           "3",
                           "--samples-fd",
                           "4",
                           "--mechanism",
                           "message_only",
                           "--inject-ns",
                           "7",
                           NULL};
    struct arguments arguments;
    ASSERT(parse(words, &arguments));
    ASSERT_INT(arguments.plan.inject_ns, ==, 7);
  }
}

static void expect_same_plan(const char *const *words) {
  struct arguments launch, role;
  ASSERT(parse(words, &launch));
  char *const *flags = arguments_for_role(&launch, COMMAND_RECEIVER, 3, 4, -1, -1);
  const char *again[WORDS_MAX] = {"receiver"};
  for (size_t i = 0; flags[i] != NULL; i++) again[i + 1] = flags[i];
  ASSERT(parse(again, &role));
  ASSERT_INT(memcmp(&role.plan, &launch.plan, sizeof launch.plan), ==, 0);
}

TEST(launch_passes_its_plan_on) {
  const char *injected[] = {"launch", "--mechanism", "scm_rights", "--inject-ns", "300", NULL};
  const char *without[] = {"launch", "--mechanism", "scm_rights", "--inject-ns", "0", NULL};
  const char *open_loop[] = {"launch",
                             "--mechanism",
                             "pidfd_getfd",
                             "--arrivals",
                             "poisson",
                             "--batch",
                             "500",
                             "--seed",
                             "18446744073709551615",
                             "--rate-per-second",
                             "1000",
                             "--inject-ns",
                             "1000000000",
                             NULL};
  expect_same_plan(injected);
  expect_same_plan(without);
  expect_same_plan(open_loop);
  const char *busy[] = {"launch", "--mechanism", "scm_rights", BUSY, "--utilisation-percent",
                        "95",     NULL};
  expect_same_plan(busy);
  const char *threaded[] = {
      "launch",   "--mechanism",   "scm_rights", "--donor-threads", "64",      "--threads-do",
      "allocate", "--table-size",  "5000",       "--donor-nice",    "19",      "--initiator",
      "receiver", "--patience-ms", "50",         "--donor-state",   "stopped", NULL};
  expect_same_plan(threaded);
}

static bool parse_busy(const char *percent, const char *initiator) {
  const char *words[] = {"launch",   "--mechanism",  "scm_rights", "--service",
                         "constant", "--service-ns", "50000",      "--utilisation-percent",
                         percent,    "--initiator",  initiator,    NULL};
  struct arguments arguments;
  return parse(words, &arguments);
}

TEST(work_goes_with_a_receiver_that_asks) {
  ASSERT(parse_busy("1", "receiver"));
  ASSERT(parse_busy("99", "receiver"));
  ASSERT(!parse_busy("0", "receiver"));
  ASSERT(!parse_busy("100", "receiver"));
  ASSERT(!parse_busy("50", "donor"));
  ASSERT(!parse_busy("50", "nobody"));
}

static bool parse_words(const char *const more[4]) {
  const char *words[] = {"launch", "--mechanism", "pidfd_getfd", more[0],
                         more[1],  more[2],       more[3],       NULL};
  struct arguments arguments;
  return parse(words, &arguments);
}

TEST(a_receiver_asks_where_it_can) {
  static const char *const allowed[] = {"--initiator", "receiver", "--numbers", "known"};
  static const char *const by_path[] = {"--initiator", "receiver", "--meet", "path"};
  static const char *const streamed[] = {"--initiator", "receiver", "--acknowledge", "none"};
  static const char *const half[] = {"--initiator", "receiver", "--service", "constant"};
  ASSERT(parse_words(allowed));
  ASSERT(!parse_words(by_path));
  ASSERT(!parse_words(streamed));
  ASSERT(!parse_words(half));
  const char *by_message[] = {
      "launch", "--mechanism",   "scm_rights", BUSY, "--utilisation-percent",
      "9",      "--acknowledge", "message",    NULL};
  struct arguments arguments;
  ASSERT(!parse(by_message, &arguments));
}

static bool parse_launch(const char *const *more) {
  const char *words[24] = {"launch", "--mechanism", "pidfd_getfd"};
  for (size_t i = 0; more[i] != NULL; i++) words[3 + i] = more[i];
  struct arguments arguments;
  return parse(words, &arguments);
}

#define REFUSES(...)                                        \
  do {                                                      \
    static const char *const given[] = {__VA_ARGS__, NULL}; \
    ASSERT(!parse_launch(given));                           \
  } while (0)
#define TAKES(...)                                          \
  do {                                                      \
    static const char *const given[] = {__VA_ARGS__, NULL}; \
    ASSERT(parse_launch(given));                            \
  } while (0)
#define ASKS "--initiator", "receiver"

TEST(patience_is_of_a_receiver_that_begins) {
  TAKES(ASKS, "--patience-ms", "50");
  REFUSES("--patience-ms", "50");
  REFUSES(ASKS, "--patience-ms", "0");
  REFUSES(ASKS, "--patience-ms", "50", "--batch", "300");
  REFUSES(ASKS, "--patience-ms", "50", "--acknowledge", "message");
}

TEST(a_donor_is_stopped_where_somebody_can_give_up) {
  TAKES(ASKS, "--donor-state", "stopped", "--patience-ms", "50");
  TAKES(ASKS, "--donor-state", "stopped", "--numbers", "known");
  REFUSES(ASKS, "--donor-state", "stopped");
  REFUSES("--donor-state", "stopped", "--numbers", "known");
  REFUSES(ASKS, "--donor-state", "asleep");
}

TEST(a_donor_that_execs_answers_nobody) {
  TAKES("--donor-state", "exec-storm", "--numbers", "known");
  REFUSES("--donor-state", "exec-storm");
  REFUSES("--donor-state", "exec-storm", "--numbers", "known", "--donor-threads", "2");
}

TEST(a_number_is_found_for_one_listener) {
  TAKES("--numbers", "proc");
  TAKES("--numbers", "proc-net", "--kind", "tcp_listener", "--batch", "1");
  TAKES("--numbers", "try-each", "--table-size", "500");
  TAKES(ASKS, "--numbers", "proc", "--donor-state", "stopped");
  REFUSES("--numbers", "try-each", "--batch", "2");
  REFUSES("--numbers", "proc", "--kind", "memfd");
  REFUSES("--numbers", "proc", "--kind", "tcp_connected");
  REFUSES("--numbers", "proc", "--meet", "path");
  REFUSES("--numbers", "proc", "--donor-state", "exec-storm");
  REFUSES("--numbers", "proc", "--mechanism", "scm_rights");
  REFUSES("--numbers", "proc", "--arrivals", "constant", "--rate-per-second", "10");
  REFUSES("--numbers", "guess");
}

TEST(threads_that_do_something_must_be_there) {
  TAKES("--donor-threads", "2", "--threads-do", "allocate");
  REFUSES("--threads-do", "allocate");
  REFUSES("--donor-threads", "10001");
  TAKES("--donor-nice", "19");
  REFUSES("--donor-nice", "20");
  REFUSES("--barrier-fd", "5");
  TAKES(ASKS, "--for-ms", "50");
  REFUSES("--for-ms", "50");
  REFUSES(ASKS, "--for-ms", "50", "--patience-ms", "5");
}

static const struct test tests[] = {
    PASSES(without_the_flag_nothing_is_injected),
    PASSES(an_injection_is_0_to_a_second),
    PASSES(everything_else_is_refused),
    PASSES(the_roles_take_it_as_well),
    PASSES(launch_passes_its_plan_on),
    PASSES(work_goes_with_a_receiver_that_asks),
    PASSES(a_receiver_asks_where_it_can),
    PASSES(patience_is_of_a_receiver_that_begins),
    PASSES(a_donor_is_stopped_where_somebody_can_give_up),
    PASSES(a_donor_that_execs_answers_nobody),
    PASSES(a_number_is_found_for_one_listener),
    PASSES(threads_that_do_something_must_be_there),
    SUITE_END,
};

const struct test_suite arguments_suite = {"arguments", tests};
