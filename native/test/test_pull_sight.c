/* SPDX-License-Identifier: Apache-2.0 */
/* The diagnosis of a donor that the caller's /proc may not show: in another pid namespace, by a pidfd that was handed over. */
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/own_namespaces.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "../core/pull_cause.h"
#include "../core/pull_facts.h"
#include "tests.h"

enum {
  USER = 61234,
  OTHER = 61235,
  REFUSED_SET_UP = 9,
  WRONG_FACTS = 10,
  FILTERED = 11,
  CAUSE = 64
};

static void drop_to(uid_t user) {
  if (setgroups(0, NULL) < 0 || setresgid(user, user, user) < 0 || setresuid(user, user, user) < 0)
    _exit(REFUSED_SET_UP);
}

/* In a pid namespace of its own: with a /proc of its own nothing is told of the donor, also not by PIDFD_GET_INFO
 * (EREMOTE). With the /proc of before it is seen there. */
static _Noreturn void receive(int pidfd, uid_t user, bool has_own_proc) {
  struct pull_facts facts;
  if (has_own_proc && (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
                       mount("proc", "/proc", "proc", 0, NULL) < 0))
    _exit(REFUSED_SET_UP);
  if (user != 0) drop_to(user);
  collect_pull_facts(0, pidfd, 0, &facts);
  if (facts.from_self != 0 || facts.yama_scope > 0) _exit(FILTERED);
  if (has_own_proc != (facts.donor_pid == 0)) _exit(WRONG_FACTS);
  if (has_own_proc && (facts.donor.users.known || facts.donor.capabilities_known ||
                       facts.maps_differ != FACT_UNKNOWN || facts.is_descendant != FACT_UNKNOWN ||
                       facts.dumpable != FACT_UNKNOWN))
    _exit(WRONG_FACTS);
  _exit(CAUSE + (int)pull_cause_of(&facts));
}

static int status_of(pid_t pid) {
  int status = 0;
  ASSERT_INT(waitpid(pid, &status, 0), ==, pid);
  ASSERT(WIFEXITED(status));
  return WEXITSTATUS(status);
}

/* unshare(CLONE_NEWPID) moves only what is forked after it. */
static int diagnose_from_below(int pidfd, uid_t user, bool has_own_proc) {
  pid_t outer = fork();
  ASSERT_INT(outer, >=, 0);
  if (outer == 0) {
    if (unshare(CLONE_NEWPID | CLONE_NEWNS) < 0) _exit(REFUSED_SET_UP);
    pid_t receiver = fork();
    if (receiver < 0) _exit(REFUSED_SET_UP);
    if (receiver == 0) receive(pidfd, user, has_own_proc);
    _exit(status_of(receiver));
  }
  return status_of(outer);
}

static void cause_from_below(uid_t user, bool has_own_proc, enum pull_cause expected) {
  int pidfd = -1, ends[2];
  char byte;
  ASSERT_INT(pipe(ends), ==, 0);
  pid_t donor = fork_with_pidfd(&pidfd);
  if (donor == -ENOSYS || donor == -EPERM) {
    close_all_consume(ends, 2);
    test_skip("clone3 is refused or missing here");
  }
  ASSERT_INT(donor, >=, 0);
  if (donor == 0) {
    drop_to(USER);
    prctl(PR_SET_DUMPABLE, 0);
    if (write(ends[1], "", 1) != 1) _exit(WRONG_FACTS);
    for (;;) pause();
  }
  close_consume(&ends[1]);
  bool is_ready = read(ends[0], &byte, 1) == 1;
  close_consume(&ends[0]);
  int told = is_ready ? diagnose_from_below(pidfd, user, has_own_proc) : REFUSED_SET_UP;
  kill(donor, SIGKILL);
  ASSERT_INT(waitpid(donor, NULL, 0), ==, donor);
  close_consume(&pidfd);
  if (told == REFUSED_SET_UP) test_skip("needs root, a pid and a mount namespace");
  if (told == FILTERED) test_skip("a filter, Yama, or the kernel, has no pidfd_getfd here");
  ASSERT_INT(told, ==, CAUSE + (int)expected);
}

TEST(power_needs_no_sight) { cause_from_below(0, true, PULL_ALLOWED); }

TEST(what_cannot_be_seen_is_not_guessed) { cause_from_below(USER, true, PULL_UNKNOWN); }

TEST(with_the_proc_of_before_it_is_told) { cause_from_below(USER, false, PULL_NOT_DUMPABLE); }

TEST(and_so_is_another_user) { cause_from_below(OTHER, false, PULL_OTHER_USER); }

static _Noreturn void receive_in_own_namespace(pid_t donor) {
  struct pull_facts facts;
  if (unshare_as_oneself(0) < 0) _exit(REFUSED_SET_UP);
  collect_pull_facts(donor, -1, 0, &facts);
  if (facts.from_self != 0 || facts.yama_scope > 0) _exit(FILTERED);
  if (facts.maps_differ != FACT_NO || facts.donor.user_namespace != 0 ||
      facts.has_power != FACT_UNKNOWN)
    _exit(WRONG_FACTS);
  _exit(CAUSE + (int)pull_cause_of(&facts));
}

/* Two namespaces side by side, each with the one line that the other has. */
TEST(equal_maps_are_no_proof_of_one_namespace) {
  int ends[2];
  char byte;
  ASSERT_INT(pipe(ends), ==, 0);
  pid_t donor = fork();
  ASSERT_INT(donor, >=, 0);
  if (donor == 0) {
    close_consume(&ends[0]);
    if (unshare_as_oneself(0) < 0 || prctl(PR_SET_DUMPABLE, 1) < 0 || write(ends[1], "", 1) != 1)
      _exit(REFUSED_SET_UP);
    for (;;) pause();
  }
  close_consume(&ends[1]);
  bool is_ready = read(ends[0], &byte, 1) == 1;
  close_consume(&ends[0]);
  int told = REFUSED_SET_UP;
  if (is_ready) {
    pid_t receiver = fork();
    ASSERT_INT(receiver, >=, 0);
    if (receiver == 0) receive_in_own_namespace(donor);
    told = status_of(receiver);
  }
  kill(donor, SIGKILL);
  ASSERT_INT(waitpid(donor, NULL, 0), ==, donor);
  if (told == REFUSED_SET_UP) test_skip("no user namespace is allowed here");
  if (told == FILTERED) test_skip("a filter, Yama, or the kernel, has no pidfd_getfd here");
  ASSERT_INT(told, ==, CAUSE + PULL_UNKNOWN);
}

static const struct test tests[] = {
    PASSES(power_needs_no_sight),
    PASSES(what_cannot_be_seen_is_not_guessed),
    PASSES(with_the_proc_of_before_it_is_told),
    PASSES(and_so_is_another_user),
    PASSES(equal_maps_are_no_proof_of_one_namespace),
    SUITE_END,
};

const struct test_suite pull_sight_suite = {"pull_sight", tests};
