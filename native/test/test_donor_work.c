/* SPDX-License-Identifier: Apache-2.0 */
/* The donor's own work: as much of it as was asked for, and it ends when the channel has something. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/clock.h"
#include "../core/donor_work.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "tests.h"

static struct donor_work work, again;

static double mean_of(const uint32_t *values) {
  double sum = 0;
  for (int i = 0; i < WORK_TABLE; i++) sum += values[i];
  return sum / WORK_TABLE;
}

TEST(requests_are_as_long_and_as_many_as_asked_for) {
  donor_work_draw(&work, SERVICE_CONSTANT, 50000, 80, 3);
  ASSERT(work.is_on);
  for (int i = 0; i < WORK_TABLE; i++) ASSERT_INT(work.service_ns[i], ==, 50000);
  /* 4,096 exponential gaps: a standard error of 1.6 %. */
  double utilisation = 50000 / mean_of(work.gap_ns);
  ASSERT(utilisation > 0.75 && utilisation < 0.85);
}

TEST(a_heavy_tail_keeps_the_mean_and_ends_at_a_hundred_times_the_shortest) {
  uint32_t shortest = UINT32_MAX, longest = 0;
  donor_work_draw(&work, SERVICE_HEAVY_TAILED, 50000, 50, 4);
  for (int i = 0; i < WORK_TABLE; i++) {
    if (work.service_ns[i] < shortest) shortest = work.service_ns[i];
    if (work.service_ns[i] > longest) longest = work.service_ns[i];
  }
  /* The deviation is 2.4 times the mean: a standard error of 4 %. */
  double mean_ns = mean_of(work.service_ns);
  ASSERT(mean_ns > 42000 && mean_ns < 58000);
  ASSERT(longest <= 100.1 * shortest && longest > 20 * shortest);
}

static bool is_same_schedule(void) {
  return memcmp(work.gap_ns, again.gap_ns, sizeof work.gap_ns) == 0 &&
         memcmp(work.service_ns, again.service_ns, sizeof work.service_ns) == 0;
}

TEST(one_seed_gives_one_schedule) {
  donor_work_draw(&work, SERVICE_HEAVY_TAILED, 20000, 95, 7);
  donor_work_draw(&again, SERVICE_HEAVY_TAILED, 20000, 95, 7);
  ASSERT(is_same_schedule());
  donor_work_draw(&again, SERVICE_HEAVY_TAILED, 20000, 95, 8);
  ASSERT(!is_same_schedule());
}

TEST(without_work_the_read_itself_waits) {
  donor_work_draw(&work, SERVICE_NONE, 50000, 80, 1);
  ASSERT(!work.is_on);
  ASSERT_INT(donor_work_until_readable(&work, -1), ==, 0);
  donor_work_draw(&work, SERVICE_CONSTANT, 50000, 0, 1);
  ASSERT(!work.is_on);
  ASSERT_INT(donor_work_done(&work).span_ns, ==, 0);
}

/* A peer that writes, or only goes away, after so many microseconds. */
static pid_t start_peer(int ends[2], useconds_t after, bool writes) {
  pid_t peer = fork();
  ASSERT_INT(peer, >=, 0);
  if (peer != 0) return peer;
  close_consume(&ends[0]);
  usleep(after);
  if (writes && write(ends[1], "x", 1) != 1) _exit(1);
  _exit(0);
}

static void work_beside_peer(bool writes) {
  int ends[2], status;
  ASSERT_INT(interruption_install(0), ==, 0);
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  donor_work_draw(&work, SERVICE_CONSTANT, 100000, 50, 1);
  pid_t peer = start_peer(ends, 30000, writes);
  close_consume(&ends[1]);
  ASSERT_INT(donor_work_until_readable(&work, ends[0]), ==, 0);
  struct work_done done = donor_work_done(&work);
  /* How many in 30 ms is the scheduler's affair; each took its CPU time. */
  ASSERT_INT(done.requests, >, 0);
  ASSERT_INT(done.busy_ns, >=, done.requests * 100000);
  /* Late by one reading at most, all together: a reading takes microseconds where a sanitizer looks on. */
  ASSERT_INT(done.busy_ns, <, done.requests * 100000 + 100000);
  ASSERT_INT(done.span_ns, >=, done.busy_ns);
  ASSERT_INT(waitpid(peer, &status, 0), ==, peer);
  ASSERT_INT(status, ==, 0);
  close_consume(&ends[0]);
}

TEST(it_ends_when_the_channel_can_be_read) { work_beside_peer(true); }
TEST(it_ends_when_the_peer_has_gone) { work_beside_peer(false); }

static void expect_interrupted(uint32_t service_ns, uint32_t percent) {
  int ends[2];
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  ASSERT_INT(interruption_install(30), ==, 0);
  donor_work_draw(&work, SERVICE_CONSTANT, service_ns, percent, 1);
  ASSERT_INT(donor_work_until_readable(&work, ends[0]), ==, -HANDOVER_INTERRUPTED);
  close_all_consume(ends, 2);
}

TEST(the_deadline_ends_an_idle_loop) { expect_interrupted(1000, 1); }
TEST(the_deadline_ends_a_busy_loop) { expect_interrupted(1000000, 99); }

static const struct test tests[] = {
    PASSES(requests_are_as_long_and_as_many_as_asked_for),
    PASSES(a_heavy_tail_keeps_the_mean_and_ends_at_a_hundred_times_the_shortest),
    PASSES(one_seed_gives_one_schedule),
    PASSES(without_work_the_read_itself_waits),
    PASSES(it_ends_when_the_channel_can_be_read),
    PASSES(it_ends_when_the_peer_has_gone),
    PASSES(the_deadline_ends_an_idle_loop),
    PASSES(the_deadline_ends_a_busy_loop),
    SUITE_END,
};

const struct test_suite donor_work_suite = {"donor_work", tests};
