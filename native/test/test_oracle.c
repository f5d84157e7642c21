/* SPDX-License-Identifier: Apache-2.0 */
/* The oracle must complain: each of its checks is shown one fault. (Whole faulty helpers: faulty/.) */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/fd_facts.h"
#include "../core/oracle.h"
#include "../core/owned_fd.h"
#include "tests.h"

enum { BATCH = 4 };

struct scene {
  int fds[BATCH], copies[BATCH];
  struct fd_identity identities[BATCH];
  struct oracle oracle;
};

static void set_scene(struct scene *scene) {
  for (int i = 0; i < BATCH; i++) {
    scene->fds[i] = memfd_create("test", MFD_CLOEXEC);
    scene->copies[i] = fcntl(scene->fds[i], F_DUPFD_CLOEXEC, 0);
    ASSERT_INT(fd_identify(scene->fds[i], scene->fds[i], &scene->identities[i]), ==, 0);
  }
  scene->oracle = (struct oracle){
      .expected = scene->identities, .batch = BATCH, .donor_pid = getpid(), .method = ORACLE_KCMP};
}

static void clear_scene(struct scene *scene) {
  close_all_consume(scene->fds, BATCH);
  close_all_consume(scene->copies, BATCH);
}

static void reopen(int *fd) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", *fd);
  int other = open(path, O_RDWR | O_CLOEXEC);
  close_consume(fd);
  *fd = other;
}

static void swap(struct scene *scene, int i, int j) {
  int first = scene->copies[i];
  scene->copies[i] = scene->copies[j];
  scene->copies[j] = first;
}

TEST(nothing_wrong_is_no_complaint) {
  struct scene scene;
  set_scene(&scene);
  oracle_check_identities(&scene.oracle, scene.copies);
  ASSERT_STRING(oracle_complaint(&scene.oracle), "");
  ASSERT(oracle_passed(&scene.oracle));
  clear_scene(&scene);
}

TEST(an_oracle_that_did_not_run_has_not_passed) {
  struct oracle oracle = {0};
  ASSERT(!oracle_passed(&oracle));
}

TEST(two_swapped_are_seen) {
  struct scene scene;
  set_scene(&scene);
  swap(&scene, 0, 1);
  oracle_check_identities(&scene.oracle, scene.copies);
  ASSERT_INT(scene.oracle.wrong_identity, ==, 2);
  ASSERT(!oracle_passed(&scene.oracle));
  clear_scene(&scene);
}

TEST(a_missing_close_on_exec_is_seen) {
  struct scene scene;
  set_scene(&scene);
  fcntl(scene.copies[2], F_SETFD, 0);
  oracle_check_identities(&scene.oracle, scene.copies);
  ASSERT_INT(scene.oracle.not_close_on_exec, ==, 1);
  ASSERT(!oracle_passed(&scene.oracle));
  clear_scene(&scene);
}

TEST(a_closed_one_is_seen) {
  struct scene scene;
  set_scene(&scene);
  close_consume(&scene.copies[3]);
  oracle_check_identities(&scene.oracle, scene.copies);
  ASSERT_INT(scene.oracle.wrong_identity, ==, 1);
  clear_scene(&scene);
}

TEST(a_reopened_one_is_seen_by_kcmp_only) {
  struct scene scene;
  set_scene(&scene);
  reopen(&scene.copies[1]);
  oracle_check_identities(&scene.oracle, scene.copies);
  ASSERT_INT(scene.oracle.wrong_identity, ==, 0);
  int code = oracle_check_descriptions(&scene.oracle, scene.copies);
  clear_scene(&scene);
  if (code == -ENOSYS || code == -EPERM) test_skip("kcmp is refused or missing here");
  ASSERT_INT(code, ==, 0);
  ASSERT_INT(scene.oracle.wrong_description, ==, 1);
  ASSERT(!oracle_passed(&scene.oracle));
}

/* The fallback over a channel, with the donor in a process of its own. */
static uint64_t wrong_by_flags(struct scene *scene) {
  int ends[2], flags_before[BATCH];
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  for (int i = 0; i < BATCH; i++) flags_before[i] = fd_status_flags(scene->fds[i]);
  pid_t donor = fork();
  ASSERT_INT(donor, >=, 0);
  if (donor == 0) {
    struct message_header check;
    bool wrong[BATCH] = {false};
    close_consume(&ends[1]);
    while (receive_exactly(ends[0], &check, sizeof check, NULL, 0) == 0)
      if (oracle_answer_check(ends[0], check.sequence, scene->fds, flags_before, wrong, BATCH) < 0)
        break;
    _exit(0);
  }
  ASSERT_INT(oracle_check_by_flags(&scene->oracle, ends[1], scene->copies), ==, 0);
  close_consume(&ends[1]);
  ASSERT_INT(waitpid(donor, NULL, 0), ==, donor);
  for (int i = 0; i < BATCH; i++) ASSERT_INT(fd_status_flags(scene->fds[i]), ==, flags_before[i]);
  close_all_consume(ends, 2);
  return scene->oracle.wrong_description;
}

TEST(the_flags_fallback_is_content_with_the_right_ones) {
  struct scene scene;
  set_scene(&scene);
  ASSERT_INT(wrong_by_flags(&scene), ==, 0);
  ASSERT_INT(scene.oracle.method, ==, ORACLE_FLAGS);
  clear_scene(&scene);
}

TEST(the_flags_fallback_sees_a_reopened_one_wherever_it_is) {
  for (int i = 0; i < BATCH; i++) {
    struct scene scene;
    set_scene(&scene);
    reopen(&scene.copies[i]);
    ASSERT_INT(wrong_by_flags(&scene), ==, 1);
    clear_scene(&scene);
  }
}

TEST(the_flags_fallback_sees_a_closed_one) {
  struct scene scene;
  set_scene(&scene);
  close_consume(&scene.copies[0]);
  ASSERT_INT(wrong_by_flags(&scene), ==, 1);
  clear_scene(&scene);
}

TEST(the_flags_fallback_sees_any_two_swapped) {
  for (int i = 0; i < BATCH; i++) {
    for (int j = i + 1; j < BATCH; j++) {
      struct scene scene;
      set_scene(&scene);
      swap(&scene, i, j);
      ASSERT_INT(wrong_by_flags(&scene), ==, 2);
      clear_scene(&scene);
    }
  }
}

TEST(a_role_that_ended_early_has_no_verdict) {
  struct oracle oracle = {.method = ORACLE_KCMP, .open_before = 6, .open_after = -1};
  ASSERT(!oracle_has_verdict(&oracle));
  ASSERT(!oracle_passed(&oracle));
  oracle.wrong_identity = 1;
  ASSERT(oracle_has_verdict(&oracle));
}

TEST(a_leak_is_seen) {
  struct oracle oracle = {.method = ORACLE_KCMP, .open_before = 5, .open_after = 6};
  ASSERT(!oracle_passed(&oracle));
}

static const struct test tests[] = {
    PASSES(nothing_wrong_is_no_complaint),
    PASSES(an_oracle_that_did_not_run_has_not_passed),
    PASSES(two_swapped_are_seen),
    PASSES(a_missing_close_on_exec_is_seen),
    PASSES(a_closed_one_is_seen),
    PASSES(a_reopened_one_is_seen_by_kcmp_only),
    PASSES(the_flags_fallback_is_content_with_the_right_ones),
    PASSES(the_flags_fallback_sees_a_reopened_one_wherever_it_is),
    PASSES(the_flags_fallback_sees_a_closed_one),
    PASSES(the_flags_fallback_sees_any_two_swapped),
    PASSES(a_role_that_ended_early_has_no_verdict),
    PASSES(a_leak_is_seen),
    SUITE_END,
};

const struct test_suite oracle_suite = {"oracle", tests};
