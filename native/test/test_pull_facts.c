/* SPDX-License-Identifier: Apache-2.0 */
/* The diagnosis against real donors: users, capabilities, dumpable, namespaces, a filter, ends. What needs root, or a user
 * namespace, is a skip that says so. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "../core/pull_cause.h"
#include "../core/pull_facts.h"
#include "tests.h"

enum { USER = 61234, OTHER = 61235, REFUSED_SET_UP = 9, WRONG = 10, BIND_SERVICE = 10 };

static void drop_to(uid_t user) {
  if (setgroups(0, NULL) < 0 || setresgid(user, user, user) < 0 || setresuid(user, user, user) < 0)
    _exit(REFUSED_SET_UP);
}

/* What the donor does with itself before it says that it is ready; `user` is 0 for "as it is". */
struct donor_plan {
  uid_t user;
  int dumpable; /* -1: as it is */
  bool keeps_capability;
  bool makes_namespace;
};

static void keep_one_capability(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2] = {{.permitted = 1 << BIND_SERVICE}};
  if (syscall(SYS_capset, &header, data) < 0) _exit(REFUSED_SET_UP);
}

static _Noreturn void be_donor(const struct donor_plan *plan, int ready) {
  if (plan->keeps_capability) prctl(PR_SET_KEEPCAPS, 1);
  if (plan->user != 0) drop_to(plan->user);
  if (plan->keeps_capability) keep_one_capability();
  if (plan->makes_namespace && unshare(CLONE_NEWUSER) < 0) _exit(REFUSED_SET_UP);
  if (plan->dumpable >= 0) prctl(PR_SET_DUMPABLE, plan->dumpable);
  if (write(ready, "", 1) != 1) _exit(WRONG);
  for (;;) pause();
}

static pid_t start(const struct donor_plan *plan) {
  int ends[2];
  ASSERT_INT(pipe2(ends, O_CLOEXEC), ==, 0);
  pid_t donor = fork();
  ASSERT_INT(donor, >=, 0);
  if (donor == 0) be_donor(plan, ends[1]);
  char byte;
  close_consume(&ends[1]);
  bool is_ready = read(ends[0], &byte, 1) == 1;
  close_consume(&ends[0]);
  if (is_ready) return donor;
  ASSERT_INT(waitpid(donor, NULL, 0), ==, donor);
  test_skip("this user may not set up the donor (root, or a user namespace, is needed)");
}

static void end(pid_t donor) {
  ASSERT_INT(kill(donor, SIGKILL), ==, 0);
  ASSERT_INT(waitpid(donor, NULL, 0), ==, donor);
}

static enum pull_cause diagnose(pid_t donor, int number, struct pull_facts *ret) {
  collect_pull_facts(donor, -1, number, ret);
  return pull_cause_of(ret);
}

static void skip_where_nothing_may_be_pulled(void) {
  struct pull_facts facts;
  collect_pull_facts(getpid(), -1, -1, &facts);
  if (facts.from_self != 0) test_skip("a filter, or the kernel, has no pidfd_getfd here");
  if (facts.yama_scope > 0) test_skip("Yama refuses here what this test looks at");
}

static bool is_root(void) { return geteuid() == 0; }

/* The receiver is a process of its own, since what is dropped does not come back. */
static void told(uid_t user, bool below, pid_t donor, const char *word) {
  pid_t receiver = fork();
  ASSERT_INT(receiver, >=, 0);
  if (receiver == 0) {
    struct pull_facts facts;
    if (user != 0) drop_to(user);
    if (below && unshare(CLONE_NEWUSER) < 0) _exit(REFUSED_SET_UP);
    _exit(64 + (int)diagnose(donor, 0, &facts));
  }
  int status;
  ASSERT_INT(waitpid(receiver, &status, 0), ==, receiver);
  end(donor);
  if (WEXITSTATUS(status) == REFUSED_SET_UP)
    test_skip("only root may become another user, or no user namespace is allowed");
  ASSERT_STRING(pull_cause_name((enum pull_cause)(WEXITSTATUS(status) - 64)), word);
}

TEST(one_user_is_allowed) {
  skip_where_nothing_may_be_pulled();
  struct pull_facts facts;
  pid_t donor = start(&(struct donor_plan){.dumpable = -1});
  ASSERT_INT(diagnose(donor, -1, &facts), ==, PULL_ALLOWED);
  ASSERT_INT(facts.donor_pid, ==, donor);
  ASSERT_INT(facts.is_descendant, ==, FACT_YES);
  ASSERT_INT(facts.dumpable, !=, FACT_NO);
  ASSERT_INT(facts.maps_differ, ==, FACT_NO);
  ASSERT_INT(facts.own.user_namespace, ==, facts.donor.user_namespace);
  ASSERT_INT(facts.donor.users.real, ==, getuid());
  ASSERT_INT(facts.from_self, ==, 0);
  ASSERT_INT(facts.invalid_call, ==, -EBADF);
  ASSERT_INT(diagnose(donor, 901, &facts), ==, PULL_NO_SUCH_NUMBER);
  end(donor);
}

TEST(dropped_root_is_not_dumpable) {
  skip_where_nothing_may_be_pulled();
  told(USER, false, start(&(struct donor_plan){.user = USER, .dumpable = -1}), "not-dumpable");
}

TEST(dumpable_again_is_allowed) {
  skip_where_nothing_may_be_pulled();
  told(USER, false, start(&(struct donor_plan){.user = USER, .dumpable = 1}), "allowed");
}

TEST(a_kept_capability_is_more) {
  skip_where_nothing_may_be_pulled();
  pid_t donor = start(&(struct donor_plan){.user = USER, .dumpable = 1, .keeps_capability = true});
  told(USER, false, donor, "more-capabilities");
}

TEST(another_user_is_told) {
  skip_where_nothing_may_be_pulled();
  told(OTHER, false, start(&(struct donor_plan){.user = USER, .dumpable = 1}), "other-user");
}

TEST(an_ordinary_user_that_is_not_dumpable_is_told) {
  skip_where_nothing_may_be_pulled();
  uid_t user = is_root() ? USER : 0;
  told(user, false, start(&(struct donor_plan){.user = user, .dumpable = 0}), "not-dumpable");
}

TEST(from_a_namespace_below_nothing_above_is_allowed) {
  skip_where_nothing_may_be_pulled();
  uid_t user = is_root() ? USER : 0;
  told(user, true, start(&(struct donor_plan){.user = user, .dumpable = 1}),
       "other-user-namespace");
}

TEST(who_made_a_namespace_has_power_in_it) {
  skip_where_nothing_may_be_pulled();
  struct pull_facts facts;
  pid_t donor = start(&(struct donor_plan){.dumpable = 1, .makes_namespace = true});
  ASSERT_INT(diagnose(donor, 0, &facts), ==, PULL_ALLOWED);
  ASSERT_INT(facts.has_power, ==, FACT_YES);
  ASSERT_INT(facts.maps_differ, ==, FACT_YES);
  ASSERT_INT(facts.own.user_namespace, !=, facts.donor.user_namespace);
  end(donor);
}

static void filter_pulls(void) {
  struct sock_filter program[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 438, 0, 1), /* pidfd_getfd, on every architecture */
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog filter = {.len = sizeof program / sizeof program[0], .filter = program};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_SECCOMP, 2, &filter) < 0)
    test_skip("no seccomp filter is allowed here");
}

TEST(a_filter_is_told_from_the_rules) {
  struct pull_facts facts;
  pid_t donor = start(&(struct donor_plan){.dumpable = 0});
  filter_pulls();
  ASSERT_INT(diagnose(donor, 0, &facts), ==, PULL_FILTERED);
  ASSERT_INT(facts.from_self, ==, -EPERM);
  ASSERT_INT(facts.invalid_call, ==, -EPERM);
  ASSERT_INT(facts.seccomp_mode, ==, 2);
  end(donor);
}

TEST(a_zombie_and_then_nobody) {
  skip_where_nothing_may_be_pulled();
  struct pull_facts facts;
  siginfo_t ended;
  pid_t donor = start(&(struct donor_plan){.dumpable = -1});
  ASSERT_INT(kill(donor, SIGKILL), ==, 0);
  ASSERT_INT(waitid(P_PID, (id_t)donor, &ended, WEXITED | WNOWAIT), ==, 0);
  ASSERT_INT(diagnose(donor, 0, &facts), ==, PULL_NO_SUCH_PROCESS);
  ASSERT_INT(facts.ended, ==, FACT_YES);
  int pidfd = pidfd_open_process(donor, 0);
  ASSERT_INT(pidfd, >=, 0);
  ASSERT_INT(waitpid(donor, NULL, 0), ==, donor);
  ASSERT_INT(diagnose(donor, 0, &facts), ==, PULL_NO_SUCH_PROCESS);
  ASSERT_INT(facts.opened, ==, -ESRCH);
  collect_pull_facts(0, pidfd, 0, &facts);
  ASSERT_INT(pull_cause_of(&facts), ==, PULL_NO_SUCH_PROCESS);
  ASSERT_INT(facts.ended, ==, FACT_YES);
  close_consume(&pidfd);
}

TEST(a_full_table_is_the_callers_own) {
  skip_where_nothing_may_be_pulled();
  struct pull_facts facts;
  struct rlimit before, low;
  pid_t donor = start(&(struct donor_plan){.dumpable = -1});
  int pidfd = pidfd_open_process(donor, 0);
  ASSERT_INT(pidfd, >=, 0);
  ASSERT_INT(getrlimit(RLIMIT_NOFILE, &before), ==, 0);
  low = before;
  low.rlim_cur = (rlim_t)pidfd + 1;
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &low), ==, 0);
  collect_pull_facts(0, pidfd, 0, &facts);
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &before), ==, 0);
  ASSERT_INT(pull_cause_of(&facts), ==, PULL_TABLE_FULL);
  end(donor);
  close_consume(&pidfd);
}

static const struct test tests[] = {
    PASSES(one_user_is_allowed),
    PASSES(dropped_root_is_not_dumpable),
    PASSES(dumpable_again_is_allowed),
    PASSES(a_kept_capability_is_more),
    PASSES(another_user_is_told),
    PASSES(an_ordinary_user_that_is_not_dumpable_is_told),
    PASSES(from_a_namespace_below_nothing_above_is_allowed),
    PASSES(who_made_a_namespace_has_power_in_it),
    PASSES(a_filter_is_told_from_the_rules),
    PASSES(a_zombie_and_then_nobody),
    PASSES(a_full_table_is_the_callers_own),
    SUITE_END,
};

const struct test_suite pull_facts_suite = {"pull_facts", tests};
