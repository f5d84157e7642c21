/* SPDX-License-Identifier: Apache-2.0 */
/* Each arm moves a service: the new process answers with its generation, the old one ends by itself, nothing is left
 * open. */
#include <errno.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/owned_fd.h"
#include "service_in_test.h"
#include "tests.h"

static void expect_handed_over(struct service_pair *pair, uint32_t listeners) {
  ASSERT_INT(service_reap(&pair->old), ==, 0);
  ASSERT_INT(pair->old.seen->code, ==, 0);
  ASSERT_INT(pair->old.seen->counts.resumed, ==, 0);
  ASSERT_INT(pair->old.seen->counts.ghost_wakeups, ==, 0);
  const struct service_instants *old = &pair->old.seen->instants;
  ASSERT_INT(old->go_ns, >, 0);
  ASSERT_INT(old->given_ns, >=, old->go_ns);
  ASSERT_INT(old->closed_ns, >=, old->stopped_ns);
  for (uint32_t i = 0; i < listeners; i++)
    ASSERT_INT(ask_generation(pair->old.seen->ports[i]), ==, 2);
  ASSERT_INT(service_end(&pair->new), ==, 0);
  ASSERT_INT(pair->new.seen->code, ==, 0);
  ASSERT_INT(pair->new.seen->counts.accepted, ==, listeners);
  ASSERT_INT(pair->new.seen->counts.wrong, ==, 0);
  const struct service_instants *new = &pair->new.seen->instants;
  ASSERT_INT(new->holding_ns, >, new->go_ns);
  ASSERT_INT(new->accepting_ns, >=, new->holding_ns);
  close_consume(&pair->old.orders);
}

static void hands_over(const char *arm, uint32_t listeners) {
  struct service_plan old, new;
  service_pair_plans(arm, &old, &new);
  old.listeners = listeners;
  struct service_pair pair = service_pair_start(&old, &new);
  ASSERT_INT(pair.old.seen->listener_count, ==, listeners);
  ASSERT_INT(pair.new.seen->listener_count, ==, 0);
  ASSERT_INT(ask_generation(pair.old.seen->ports[0]), ==, 1);
  service_order(&pair.old);
  expect_handed_over(&pair, listeners);
  bool closed_first = pair.old.seen->instants.closed_ns < pair.new.seen->instants.accepting_ns;
  ASSERT_INT(closed_first, ==, old.gives->kind == ARM_RESTART);
}

TEST(scm_rights_hands_over) { hands_over("scm_rights", 3); }
TEST(reuseport_hands_over) { hands_over("reuseport", 3); }
TEST(reuseport_emptied_hands_over) { hands_over("reuseport_emptied", 3); }

TEST(close_then_bind_hands_over) {
  use_own_network();
  hands_over("close_then_bind", 3);
}

TEST(pidfd_getfd_hands_over) {
  skip_when_pull_is_refused();
  hands_over("pidfd_getfd", 3);
}

/* More than a message takes. */
TEST(a_push_of_300_listeners) { hands_over("scm_rights", 300); }

TEST(ports_of_300_listeners) {
  use_own_network();
  hands_over("close_then_bind", 300);
}

TEST(a_pull_of_300_listeners) {
  skip_when_pull_is_refused();
  hands_over("pidfd_getfd", 300);
}

/* The new process is this program, started anew: main.c. It has the old one's orders, so the old one lives until their
 * end; the end of its drain tells that it has handed over. The new one may become ours to reap. */
TEST(inherit_exec_hands_over) {
  struct service_plan old, unused;
  int status;
  char nothing;
  service_pair_plans("inherit_exec", &old, &unused);
  old.listeners = 3;
  old.drain_ms = 10;
  ASSERT_INT(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), ==, 0);
  struct started_service service = service_start_ready(&old);
  int fd = connect_to(service.seen->ports[0]);
  ASSERT_INT(ask_generation_on(fd), ==, 1);
  service_order(&service);
  ASSERT_INT(recv(fd, &nothing, 1, 0), ==, 0);
  close(fd);
  for (int i = 0; i < 3; i++) ASSERT_INT(ask_generation(service.seen->ports[i]), ==, 2);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(service.seen->code, ==, 0);
  ASSERT_INT(service.seen->counts.resumed, ==, 0);
  ASSERT_INT(service.seen->instants.closed_ns, >, service.seen->instants.go_ns);
  /* Reaped by the old one, if that lived longer. */
  while (waitpid(-1, &status, 0) > 0) ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST(no_handover_changes_nothing) {
  struct service_plan old, unused;
  service_pair_plans("no_handover", &old, &unused);
  struct started_service service = service_start_ready(&old);
  service_order(&service);
  ASSERT_INT(ask_generation(service.seen->ports[0]), ==, 1);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(service.seen->code, ==, 0);
  ASSERT_INT(service.seen->instants.closed_ns, ==, 0);
}

/* The old process keeps what it has accepted until it is over, and ends then. */
TEST(an_open_connection_stays_with_the_old_process) {
  struct service_plan old, new;
  service_pair_plans("scm_rights", &old, &new);
  struct service_pair pair = service_pair_start(&old, &new);
  int fd = connect_to(pair.old.seen->ports[0]);
  ASSERT_INT(ask_generation_on(fd), ==, 1);
  service_order(&pair.old);
  while (ask_generation(pair.old.seen->ports[0]) == 1) continue;
  for (int i = 0; i < 10; i++) ASSERT_INT(ask_generation_on(fd), ==, 1);
  close(fd);
  ASSERT_INT(service_wait(&pair.old), ==, 0);
  ASSERT_INT(service_end(&pair.new), ==, 0);
}

/* What does not end is ended when the time for it is over. */
TEST(a_drain_ends) {
  struct service_plan old, new;
  service_pair_plans("scm_rights", &old, &new);
  old.drain_ms = 10;
  struct service_pair pair = service_pair_start(&old, &new);
  int fd = connect_to(pair.old.seen->ports[0]);
  ASSERT_INT(ask_generation_on(fd), ==, 1);
  service_order(&pair.old);
  ASSERT_INT(service_wait(&pair.old), ==, 0);
  ASSERT_INT(ask_generation_on(fd), <, 0);
  close(fd);
  ASSERT_INT(service_end(&pair.new), ==, 0);
}

static const struct test tests[] = {
    PASSES(scm_rights_hands_over),
    PASSES(pidfd_getfd_hands_over),
    PASSES(inherit_exec_hands_over),
    PASSES(reuseport_hands_over),
    PASSES(reuseport_emptied_hands_over),
    PASSES(close_then_bind_hands_over),
    PASSES(no_handover_changes_nothing),
    PASSES(a_push_of_300_listeners),
    PASSES(a_pull_of_300_listeners),
    PASSES(ports_of_300_listeners),
    PASSES(an_open_connection_stays_with_the_old_process),
    PASSES(a_drain_ends),
    SUITE_END,
};

const struct test_suite handing_suite = {"handing", tests};
