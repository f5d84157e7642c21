/* SPDX-License-Identifier: Apache-2.0 */
/* A donor with a full table and with other threads: it is as it was told to be, and as it was before when it ends. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../core/donor_table.h"
#include "../core/donor_threads.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/stopped_donor.h"
#include "launch_in_test.h"
#include "tests.h"

TEST(a_table_is_filled_and_emptied) {
  struct donor_table table;
  int before = count_open_fds();
  ASSERT_INT(donor_table_fill(200, &table), ==, 0);
  ASSERT_INT(count_open_fds(), ==, 200);
  donor_table_empty(&table);
  ASSERT_INT(count_open_fds(), ==, before);
}

TEST(a_table_that_is_full_already_stays_as_it_is) {
  struct donor_table table;
  int before = count_open_fds();
  ASSERT_INT(donor_table_fill(1, &table), ==, 0);
  ASSERT_INT(count_open_fds(), ==, before);
  donor_table_empty(&table);
}

TEST(a_table_beyond_the_limit_leaves_nothing) {
  struct rlimit limit;
  struct donor_table table;
  ASSERT_INT(getrlimit(RLIMIT_NOFILE, &limit), ==, 0);
  limit.rlim_cur = 100;
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &limit), ==, 0);
  int before = count_open_fds();
  ASSERT_INT(donor_table_fill(200, &table), ==, -EMFILE);
  ASSERT_INT(count_open_fds(), ==, before);
}

static uint64_t rounds_of(enum threads_do what) {
  static const struct timespec a_while = {.tv_nsec = 20000000};
  struct donor_threads *threads;
  int before = count_open_fds();
  ASSERT_INT(donor_threads_start(3, what, &threads), ==, 0);
  nanosleep(&a_while, NULL); /* not to wait for something: to let them do something */
  struct threads_done done = donor_threads_end(&threads);
  ASSERT_INT(done.span_ns, >=, a_while.tv_nsec);
  ASSERT(threads == NULL);
  ASSERT_INT(count_open_fds(), ==, before);
  return done.rounds;
}

TEST(threads_sleep_open_and_allocate) {
  ASSERT_INT(rounds_of(THREADS_SLEEP), ==, 0);
  ASSERT_INT(rounds_of(THREADS_OPEN_CLOSE), >, 0);
  ASSERT_INT(rounds_of(THREADS_ALLOCATE), >, 0);
}

TEST(no_threads_are_no_threads) {
  struct donor_threads *threads;
  ASSERT_INT(donor_threads_start(0, THREADS_OPEN_CLOSE, &threads), ==, 0);
  ASSERT(threads == NULL);
  ASSERT_INT(donor_threads_end(&threads).span_ns, ==, 0);
}

static void expect_good(const struct mechanism *mechanism, enum threads_do what) {
  struct transfer_plan plan = {.kind = "memfd",
                               .batch = 2,
                               .chunk = 2,
                               .warmup = 1,
                               .transfers = 10,
                               .table_size = 150,
                               .donor_threads = 4,
                               .threads_do = what};
  struct launch done;
  snprintf(plan.mechanism, sizeof plan.mechanism, "%s", mechanism->name);
  launch(&plan, &plan, &done);
  skip_when_refused(&done);
  ASSERT_INT(done.code, ==, 0);
  ASSERT_INT(done.donor_code, ==, 0); /* its descriptors are counted when its threads have ended */
  ASSERT_STRING(oracle_complaint(&done.receiver.oracle), "");
  sample_log_unmap(&done.log);
}

TEST(every_mechanism_gives_beside_threads) {
  for (size_t i = 0; mechanisms[i] != NULL; i++) {
    expect_good(mechanisms[i], THREADS_SLEEP);
    expect_good(mechanisms[i], THREADS_OPEN_CLOSE);
    expect_good(mechanisms[i], THREADS_ALLOCATE);
  }
}

TEST(a_process_is_stopped_and_resumed) {
  pid_t sleeper = fork();
  ASSERT_INT(sleeper, >=, 0);
  if (sleeper == 0)
    for (;;) pause();
  int status, pidfd = -1;
  ASSERT_INT(donor_stop(sleeper, &pidfd), ==, 0);
  ASSERT_INT(waitpid(sleeper, &status, WUNTRACED), ==, sleeper);
  ASSERT(WIFSTOPPED(status));
  ASSERT_INT(donor_resume(&pidfd), ==, 0);
  ASSERT_INT(pidfd, ==, -1);
  ASSERT_INT(waitpid(sleeper, &status, WCONTINUED), ==, sleeper);
  ASSERT(WIFCONTINUED(status));
  ASSERT_INT(kill(sleeper, SIGKILL), ==, 0);
  ASSERT_INT(waitpid(sleeper, &status, 0), ==, sleeper);
  ASSERT_INT(donor_stop(sleeper, &pidfd), ==, -ESRCH);
  /* A number that means a group, or init. */
  ASSERT_INT(donor_stop(0, &pidfd), ==, -HANDOVER_MESSAGE_UNEXPECTED);
  ASSERT_INT(donor_stop(-1, &pidfd), ==, -HANDOVER_MESSAGE_UNEXPECTED);
}

static const struct test tests[] = {
    PASSES(a_table_is_filled_and_emptied),
    PASSES(a_table_that_is_full_already_stays_as_it_is),
    PASSES(a_table_beyond_the_limit_leaves_nothing),
    PASSES(threads_sleep_open_and_allocate),
    PASSES(no_threads_are_no_threads),
    PASSES(every_mechanism_gives_beside_threads),
    PASSES(a_process_is_stopped_and_resumed),
    SUITE_END,
};

const struct test_suite donor_state_suite = {"donor_state", tests};
