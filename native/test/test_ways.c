/* SPDX-License-Identifier: Apache-2.0 */
/* Each way delivers the right descriptor and leaves nothing, also where a kernel is older. */
#include <string.h>

#include "../core/error_text.h"
#include "../core/fd_kinds.h"
#include "../helper/way_command.h"
#include "tests.h"
#include "way_in_test.h"

static void delivers(const struct way *way, const char *kind, uint32_t batch) {
  struct way_run done;
  run_way(way, kind, batch, &done);
  skip_unsupported_way(&done);
  ASSERT_STRING(oracle_complaint(&done.report.oracle), "");
  ASSERT_INT(done.code, ==, 0);
  ASSERT_INT(done.report.transfers_done, ==, WAY_TEST_TRANSFERS);
  ASSERT_INT(done.report.oracle.received_count, ==, WAY_TEST_TRANSFERS * batch);
  ASSERT_INT(done.report.oracle.identity_checked, ==, WAY_TEST_TRANSFERS * batch);
  ASSERT_INT(done.report.oracle.not_close_on_exec, ==, 0);
  for (size_t i = 0; i < WAY_TEST_TRANSFERS; i++) {
    ASSERT_INT(done.columns[INSTANT_DUE][i], ==, done.columns[INSTANT_START][i]);
    ASSERT_INT(done.columns[INSTANT_START][i], >, 0);
    ASSERT_INT(done.columns[INSTANT_START][i], <, done.columns[INSTANT_HOLDING][i]);
    ASSERT_INT(done.columns[INSTANT_HOLDING][i], <, done.columns[INSTANT_RELEASED][i]);
    if (i > 0) ASSERT_INT(done.columns[INSTANT_RELEASED][i - 1], <, done.columns[INSTANT_START][i]);
  }
  bool asked_by_number =
      done.report.oracle.method == ORACLE_KCMP || done.report.oracle.method == ORACLE_FLAGS;
  /* Of the first and the last transfer. */
  if (asked_by_number) ASSERT_INT(done.report.oracle.description_checked, ==, 2 * batch);
}

TEST(inherit_exec_delivers) { delivers(&way_inherit_exec, "tcp_listener", 1); }
TEST(broker_delivers) { delivers(&way_broker, "tcp_listener", 1); }
TEST(addfd_delivers) { delivers(&way_addfd, "tcp_listener", 1); }
TEST(io_uring_delivers) { delivers(&way_io_uring, "tcp_listener", 1); }

TEST(inherit_exec_delivers_a_batch) { delivers(&way_inherit_exec, "memfd", WAY_BATCH_MAX); }
TEST(broker_delivers_a_batch) { delivers(&way_broker, "memfd", WAY_BATCH_MAX); }
TEST(addfd_delivers_a_batch) { delivers(&way_addfd, "memfd", WAY_BATCH_MAX); }
TEST(io_uring_delivers_a_batch) { delivers(&way_io_uring, "memfd", WAY_BATCH_MAX); }

TEST(the_bare_calls_deliver) {
  delivers(&way_bare_push, "tcp_listener", 1);
  delivers(&way_bare_pull, "tcp_listener", 1);
  delivers(&way_bare_push, "memfd", WAY_BATCH_MAX);
  delivers(&way_bare_pull, "memfd", WAY_BATCH_MAX);
}

TEST(the_safe_transfer_delivers) {
  delivers(&way_safe_push, "tcp_listener", 1);
  delivers(&way_safe_pull, "tcp_listener", 1);
  delivers(&way_safe_push, "memfd", WAY_BATCH_MAX);
  delivers(&way_safe_pull, "memfd", WAY_BATCH_MAX);
}

TEST(the_broker_keeps_every_kind) {
  for (size_t i = 0; fd_kinds[i] != NULL; i++) delivers(&way_broker, fd_kinds[i]->name, 2);
}

TEST(rings_pass_every_kind) {
  for (size_t i = 0; fd_kinds[i] != NULL; i++) delivers(&way_io_uring, fd_kinds[i]->name, 2);
}

TEST(a_supervisor_of_an_older_kernel_adds_and_answers_apart) {
  struct way older = way_addfd;
  older.as_older_kernel = true;
  delivers(&older, "memfd", 2);
}

TEST(slots_that_become_no_numbers_are_read) {
  struct way older = way_io_uring;
  older.as_older_kernel = true;
  delivers(&older, "memfd", 3);
}

/* Where the kernel makes numbers of slots, an EINVAL is a fault of ours and no skip. */
TEST(slots_without_content_are_unsupported_on_an_older_kernel_only) {
  struct way older = way_io_uring;
  struct way_run here, done;
  run_way(&way_io_uring, "tcp_listener", 1, &here);
  older.as_older_kernel = true;
  run_way(&older, "tcp_listener", 1, &done);
  if (strcmp(failed_operation(), "io_uring(FIXED_FD_INSTALL)") != 0) skip_unsupported_way(&done);
  struct outcome outcome = way_outcome(done.code, &done.report);
  ASSERT_INT(outcome.exit_code, ==, here.code == 0 ? EXIT_FAILED : EXIT_UNSUPPORTED);
  ASSERT(strstr(outcome.text, "--kind memfd") != NULL);
}

static const struct test tests[] = {
    PASSES(inherit_exec_delivers),
    PASSES(broker_delivers),
    PASSES(addfd_delivers),
    PASSES(io_uring_delivers),
    PASSES(inherit_exec_delivers_a_batch),
    PASSES(broker_delivers_a_batch),
    PASSES(addfd_delivers_a_batch),
    PASSES(io_uring_delivers_a_batch),
    PASSES(the_bare_calls_deliver),
    PASSES(the_safe_transfer_delivers),
    PASSES(the_broker_keeps_every_kind),
    PASSES(rings_pass_every_kind),
    PASSES(a_supervisor_of_an_older_kernel_adds_and_answers_apart),
    PASSES(slots_that_become_no_numbers_are_read),
    PASSES(slots_without_content_are_unsupported_on_an_older_kernel_only),
    SUITE_END,
};

const struct test_suite ways_suite = {"ways", tests};
