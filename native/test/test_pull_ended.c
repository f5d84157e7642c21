/* SPDX-License-Identifier: Apache-2.0 */
/* The diagnosis of a donor that has ended: no right is blamed for it. */
#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "../core/pull_cause.h"
#include "../core/pull_facts.h"
#include "tests.h"

enum {
  USER = 61234,
  OTHER = 61235,
  REFUSED_SET_UP = 9,
  FILTERED = 10,
  WRONG_FACTS = 11,
  CAUSE = 64
};

static void drop_to(uid_t user) {
  if (setgroups(0, NULL) < 0 || setresgid(user, user, user) < 0 || setresuid(user, user, user) < 0)
    _exit(REFUSED_SET_UP);
}

/* A zombie of this user (0: of ours), which was dumpable when it ended or was not. */
static pid_t zombie(uid_t user, int dumpable) {
  pid_t donor = fork();
  siginfo_t ended;
  ASSERT_INT(donor, >=, 0);
  if (donor == 0) {
    if (user != 0) drop_to(user);
    _exit(prctl(PR_SET_DUMPABLE, dumpable) < 0 ? REFUSED_SET_UP : 0);
  }
  ASSERT_INT(waitid(P_PID, (id_t)donor, &ended, WEXITED | WNOWAIT), ==, 0);
  return donor;
}

static int status_of(pid_t pid) {
  int status;
  ASSERT_INT(waitpid(pid, &status, 0), ==, pid);
  ASSERT(WIFEXITED(status));
  return WEXITSTATUS(status);
}

/* A receiver of this user (0: ours) is told that nobody is there. */
static void nobody_is_there(pid_t donor, uid_t user) {
  pid_t receiver = fork();
  ASSERT_INT(receiver, >=, 0);
  if (receiver == 0) {
    struct pull_facts facts;
    if (user != 0) drop_to(user);
    collect_pull_facts(donor, -1, 0, &facts);
    if (facts.from_self != 0) _exit(FILTERED);
    if (facts.dumpable == FACT_NO || pull_obstacles_of(&facts) != 0) _exit(WRONG_FACTS);
    _exit(CAUSE + (int)pull_cause_of(&facts));
  }
  int told = status_of(receiver), set_up = status_of(donor);
  if (told == REFUSED_SET_UP || set_up == REFUSED_SET_UP)
    test_skip("only root may become another user");
  if (told == FILTERED) test_skip("a filter, or the kernel, has no pidfd_getfd here");
  ASSERT_INT(told, ==, CAUSE + PULL_NO_SUCH_PROCESS);
}

TEST(a_zombie_of_another_user) { nobody_is_there(zombie(USER, 1), OTHER); }
TEST(a_zombie_that_was_not_dumpable) {
  uid_t user = geteuid() == 0 ? USER : 0;
  nobody_is_there(zombie(user, 0), user);
}

TEST(what_proc_said_of_a_number_is_dropped_when_its_process_is_gone) {
  int pidfd = -1;
  struct pull_facts facts;
  pid_t donor = fork_with_pidfd(&pidfd);
  if (donor == -ENOSYS || donor == -EPERM) test_skip("clone3 is refused or missing here");
  ASSERT_INT(donor, >=, 0);
  if (donor == 0)
    for (;;) pause();
  collect_pull_facts(0, pidfd, 0, &facts);
  ASSERT_INT(facts.donor_pid, ==, donor);
  drop_what_proc_cannot_know(pidfd, &facts);
  ASSERT(facts.donor.users.known);
  ASSERT_INT(facts.ended, ==, FACT_NO);
  ASSERT_INT(kill(donor, SIGKILL), ==, 0);
  ASSERT_INT(waitpid(donor, NULL, 0), ==, donor);
  drop_what_proc_cannot_know(pidfd, &facts);
  ASSERT_INT(facts.ended, ==, FACT_YES);
  ASSERT_INT(facts.donor_pid, ==, -1);
  ASSERT(!facts.donor.users.known && !facts.donor.groups.known && !facts.donor.capabilities_known);
  ASSERT_INT(facts.maps_differ, ==, FACT_UNKNOWN);
  ASSERT_INT(facts.is_descendant, ==, FACT_UNKNOWN);
  close_consume(&pidfd);
}

static const struct test tests[] = {
    PASSES(a_zombie_of_another_user),
    PASSES(a_zombie_that_was_not_dumpable),
    PASSES(what_proc_said_of_a_number_is_dropped_when_its_process_is_gone),
    SUITE_END,
};

const struct test_suite pull_ended_suite = {"pull_ended", tests};
