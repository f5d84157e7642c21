/* SPDX-License-Identifier: Apache-2.0 */
/* The kinds of load: each does its rounds and leaves nothing; how big they are where the machine sets a
 * limit. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/fd_facts.h"
#include "../load/load.h"
#include "../load/load_memory.h"
#include "tests.h"

enum { ROUNDS = 3, MIB = 1024 * 1024 };

static void do_rounds(const struct load *load, int wanted) {
  if (load->prepare != NULL) ASSERT_INT(load->prepare(), ==, 0);
  for (int rounds = 0; rounds < wanted;) {
    int code = load->round();
    ASSERT_INT(code, >=, 0);
    rounds += code;
  }
}

static void expect_nothing_left(const struct load *load, int wanted) {
  int before = count_open_fds();
  do_rounds(load, wanted);
  if (load->end != NULL) load->end();
  ASSERT_INT(count_open_fds(), ==, before);
  ASSERT_INT(waitpid(-1, NULL, WNOHANG), ==, -1);
  ASSERT_INT(errno, ==, ECHILD);
}

/* Twice: what the first left in its file must not hinder the second. */
TEST(each_kind_does_its_rounds_and_leaves_nothing) {
  for (size_t i = 0; loads[i] != NULL; i++) {
    expect_nothing_left(loads[i], ROUNDS);
    expect_nothing_left(loads[i], ROUNDS);
  }
}

TEST(each_kind_is_found_by_its_name) {
  ASSERT(loads[0] != NULL);
  for (size_t i = 0; loads[i] != NULL; i++) ASSERT(load_find(loads[i]->name) == loads[i]);
  ASSERT(load_find("no such load") == NULL);
  ASSERT(load_find("") == NULL);
}

static void allow_descriptors_only(rlim_t count) {
  struct rlimit limit = {.rlim_cur = count, .rlim_max = count};
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &limit), ==, 0);
}

static int pairs_that_fit(void) {
  struct rlimit limit;
  ASSERT_INT(getrlimit(RLIMIT_NOFILE, &limit), ==, 0);
  return limit.rlim_cur / 8 < 64 ? (int)(limit.rlim_cur / 8) : 64;
}

/* More messages than all pairs hold: each pair has then been renewed. */
TEST(descriptors_stay_in_flight_while_they_are_renewed) {
  int before = count_open_fds();
  do_rounds(&load_in_flight, 2 * 64 * 50);
  ASSERT_INT(count_open_fds(), ==, before + 2 * pairs_that_fit() + 1);
  load_in_flight.end();
}

TEST(a_low_limit_of_descriptors_makes_less_pressure) {
  allow_descriptors_only(64);
  int before = count_open_fds();
  do_rounds(&load_in_flight, 100);
  ASSERT_INT(count_open_fds(), ==, before + 2 * 8 + 1);
  load_in_flight.end();
}

TEST(where_no_pair_fits_it_says_so) {
  struct rlimit limit;
  int before = count_open_fds();
  ASSERT_INT(getrlimit(RLIMIT_NOFILE, &limit), ==, 0);
  rlim_t usual = limit.rlim_cur;
  limit.rlim_cur = 7;
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &limit), ==, 0);
  ASSERT_INT(load_in_flight.prepare(), ==, -EMFILE);
  load_in_flight.end();
  limit.rlim_cur = usual;
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &limit), ==, 0);
  ASSERT_INT(count_open_fds(), ==, before);
}

/* Eight pairs are wanted, and the table has room for two. */
TEST(what_was_opened_before_a_failure_is_closed) {
  int taken[64], count = 0;
  allow_descriptors_only(64);
  while ((taken[count] = dup(STDIN_FILENO)) < 58) count++;
  close(taken[count]);
  int before = count_open_fds();
  ASSERT_INT(load_in_flight.prepare(), ==, -EMFILE);
  ASSERT_INT(count_open_fds(), >, before);
  load_in_flight.end();
  ASSERT_INT(count_open_fds(), ==, before);
  for (int i = 0; i < count; i++) close(taken[i]);
}

/* One folder a size, as sysfs has them. */
static void make_up_caches(char *folder, const char *const *sizes) {
  const char *temporary = getenv("TMPDIR");
  snprintf(folder, PATH_MAX, "%s/fd-handover-test-XXXXXX", temporary != NULL ? temporary : "/tmp");
  ASSERT(mkdtemp(folder) != NULL);
  for (int i = 0; sizes[i] != NULL; i++) {
    char path[PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/index%d", folder, i);
    ASSERT_INT(mkdir(path, 0700), ==, 0);
    snprintf(path, sizeof path, "%s/index%d/size", folder, i);
    FILE *file = fopen(path, "we");
    ASSERT(file != NULL);
    fputs(sizes[i], file);
    fclose(file);
  }
}

static void remove_caches(const char *folder, const char *const *sizes) {
  for (int i = 0; sizes[i] != NULL; i++) {
    char path[PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/index%d/size", folder, i);
    unlink(path);
    snprintf(path, sizeof path, "%s/index%d", folder, i);
    rmdir(path);
  }
  ASSERT_INT(rmdir(folder), ==, 0);
}

static size_t bytes_for(const char *const *sizes) {
  char folder[PATH_MAX];
  make_up_caches(folder, sizes);
  size_t bytes = memory_load_bytes(folder);
  remove_caches(folder, sizes);
  return bytes;
}

TEST(memory_is_four_times_the_largest_cache_within_bounds) {
  static const char *const usual[] = {"32K\n", "32K\n", "1024K\n", "32768K\n", NULL};
  static const char *const in_mib[] = {"48M\n", NULL};
  static const char *const small[] = {"32K\n", "512K\n", NULL};
  static const char *const large[] = {"393216K\n", NULL};
  static const char *const absurd[] = {"99999999999999999999K\n", NULL};
  static const char *const garbage[] = {"", "x", NULL};
  ASSERT_INT(bytes_for(usual), ==, 128 * MIB);
  ASSERT_INT(bytes_for(in_mib), ==, 192 * MIB);
  ASSERT_INT(bytes_for(small), ==, 64 * MIB);
  ASSERT_INT(bytes_for(large), ==, 256 * MIB);
  ASSERT_INT(bytes_for(absurd), ==, 256 * MIB);
  ASSERT_INT(bytes_for(garbage), ==, 64 * MIB);
  ASSERT_INT(memory_load_bytes("/nowhere"), ==, 64 * MIB);
}

static const struct test tests[] = {
    PASSES(each_kind_does_its_rounds_and_leaves_nothing),
    PASSES(each_kind_is_found_by_its_name),
    PASSES(descriptors_stay_in_flight_while_they_are_renewed),
    PASSES(a_low_limit_of_descriptors_makes_less_pressure),
    PASSES(where_no_pair_fits_it_says_so),
    PASSES(what_was_opened_before_a_failure_is_closed),
    PASSES(memory_is_four_times_the_largest_cache_within_bounds),
    SUITE_END,
};

const struct test_suite load_suite = {"load", tests};
