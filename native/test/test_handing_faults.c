/* SPDX-License-Identifier: Apache-2.0 */
/* Either process dies, or stops, at each phase: as long as one of them holds the listeners, clients are answered. */
#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "service_in_test.h"
#include "tests.h"

enum { KILLED = 128 + SIGKILL };

/* The new one dies: the old one has everything, and serves on. */
static void old_resumes(const char *arm, enum phase phase) {
  struct service_plan old, new;
  service_pair_plans(arm, &old, &new);
  new.die_at = phase;
  struct service_pair pair = service_pair_start(&old, &new);
  service_order(&pair.old);
  ASSERT_INT(service_wait(&pair.new), ==, KILLED);
  for (int i = 0; i < 3; i++) ASSERT_INT(ask_generation(pair.old.seen->ports[0]), ==, 1);
  ASSERT_INT(service_end(&pair.old), ==, 0);
  ASSERT_INT(pair.old.seen->code, ==, 0);
  ASSERT_INT(pair.old.seen->counts.resumed, ==, 1);
  ASSERT_INT(pair.old.seen->counts.accepted, ==, 3);
  ASSERT_INT(pair.old.seen->instants.closed_ns, ==, 0);
}

static void old_resumes_whenever_new_dies(const char *arm) {
  static const enum phase phases[] = {PHASE_ASKED, PHASE_HOLDING, PHASE_ACCEPTING, PHASE_TRIAL};
  for (size_t i = 0; i < sizeof phases / sizeof phases[0]; i++) old_resumes(arm, phases[i]);
}

TEST(a_push_is_resumed) { old_resumes_whenever_new_dies("scm_rights"); }

TEST(a_pull_is_resumed) {
  skip_when_pull_is_refused();
  old_resumes_whenever_new_dies("pidfd_getfd");
}

/* It has no trial: its old process closes when the new one accepts. */
TEST(an_overlap_is_resumed_until_the_new_one_accepts) {
  static const enum phase phases[] = {PHASE_ASKED, PHASE_HOLDING, PHASE_ACCEPTING};
  for (size_t i = 0; i < sizeof phases / sizeof phases[0]; i++) old_resumes("reuseport", phases[i]);
}

/* Its price: the old process has let go before there is a new one. */
TEST(a_restart_cannot_be_resumed) {
  use_own_network();
  struct service_plan old, new;
  service_pair_plans("close_then_bind", &old, &new);
  new.die_at = PHASE_HOLDING;
  struct service_pair pair = service_pair_start(&old, &new);
  service_order(&pair.old);
  ASSERT_INT(service_wait(&pair.new), ==, KILLED);
  ASSERT_INT(ask_generation(pair.old.seen->ports[0]), ==, -ECONNREFUSED);
  ASSERT_INT(service_end(&pair.old), ==, 0);
  ASSERT_INT(pair.old.seen->counts.resumed, ==, 1);
  ASSERT_INT(pair.old.seen->counts.ghost_wakeups, ==, 0);
}

/* After COMMITTED nobody can take it back. */
TEST(what_dies_after_its_last_word_is_not_resumed) {
  use_own_network();
  struct service_plan old, new;
  service_pair_plans("scm_rights", &old, &new);
  new.die_at = PHASE_COMMITTED;
  struct service_pair pair = service_pair_start(&old, &new);
  service_order(&pair.old);
  ASSERT_INT(service_wait(&pair.new), ==, KILLED);
  ASSERT_INT(service_wait(&pair.old), ==, 0);
  ASSERT_INT(pair.old.seen->counts.resumed, ==, 0);
  ASSERT_INT(ask_generation(pair.old.seen->ports[0]), ==, -ECONNREFUSED);
}

/* The old one dies: the new one serves if it holds, and says why it does not if not. */
static void old_dies(const char *arm, enum phase phase, bool is_held) {
  struct service_plan old, new;
  service_pair_plans(arm, &old, &new);
  old.die_at = phase;
  struct service_pair pair = service_pair_start(&old, &new);
  service_order(&pair.old);
  ASSERT_INT(service_wait(&pair.old), ==, KILLED);
  /* Where the new one binds itself, nobody listens until it has. */
  for (int served = 0; is_held && served < 3;) {
    int generation = ask_generation(pair.old.seen->ports[0]);
    if (generation != -ECONNREFUSED) ASSERT_INT(generation, ==, 2);
    served += generation == 2;
  }
  ASSERT_INT(is_held ? service_end(&pair.new) : service_wait(&pair.new), ==, 0);
  ASSERT_INT(pair.new.seen->code, ==, is_held ? 0 : -HANDOVER_PEER_GONE);
  ASSERT_INT(pair.new.seen->counts.accepted, ==, is_held ? 3 : 0);
  close_consume(&pair.new.orders);
}

TEST(the_new_one_of_a_push_serves_once_it_is_given) {
  old_dies("scm_rights", PHASE_ORDERED, false);
  old_dies("scm_rights", PHASE_GIVEN, true);
  old_dies("scm_rights", PHASE_RELEASING, true);
  old_dies("scm_rights", PHASE_RELEASED, true);
}

TEST(the_new_one_of_a_pull_serves_once_it_holds) {
  skip_when_pull_is_refused();
  old_dies("pidfd_getfd", PHASE_ORDERED, false);
  old_dies("pidfd_getfd", PHASE_RELEASING, true);
  old_dies("pidfd_getfd", PHASE_RELEASED, true);
}

TEST(the_new_one_of_an_overlap_serves_once_it_is_told) {
  use_own_network();
  old_dies("reuseport", PHASE_ORDERED, false);
  old_dies("reuseport", PHASE_GIVEN, true);
  old_dies("reuseport", PHASE_RELEASED, true);
  old_dies("close_then_bind", PHASE_ORDERED, false);
  old_dies("close_then_bind", PHASE_GIVEN, true);
  old_dies("close_then_bind", PHASE_RELEASED, true);
}

/* It holds all from its beginning, though who gave it may be gone before it has begun. */
TEST(the_new_one_of_an_inheritance_serves_alone) {
  struct service_plan old, unused;
  int status;
  service_pair_plans("inherit_exec", &old, &unused);
  old.die_at = PHASE_GIVEN;
  ASSERT_INT(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), ==, 0);
  struct started_service service = service_start_ready(&old);
  service_order(&service);
  ASSERT_INT(service_reap(&service), ==, KILLED);
  ASSERT_INT(ask_generation(service.seen->ports[0]), ==, 2);
  close_consume(&service.orders);
  ASSERT_INT(waitpid(-1, &status, 0), >, 0);
  ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* Announced, and gone before it is pulled: of a process that has ended there is nothing to pull. */
TEST(a_dead_process_cannot_be_pulled_from) {
  skip_when_pull_is_refused();
  struct service_plan old, new;
  service_pair_plans("pidfd_getfd", &old, &new);
  old.die_at = PHASE_GIVEN;
  new.stop_at = PHASE_ASKED;
  struct service_pair pair = service_pair_start(&old, &new);
  service_order(&pair.old);
  service_await_stop(&pair.new);
  ASSERT_INT(service_wait(&pair.old), ==, KILLED);
  service_continue(&pair.new);
  ASSERT_INT(service_wait(&pair.new), ==, 0);
  ASSERT_INT(pair.new.seen->code, ==, -HANDOVER_PEER_GONE);
}

/* A push rides on the message: it outlives who sent it. */
TEST(a_dead_process_has_pushed) {
  struct service_plan old, new;
  service_pair_plans("scm_rights", &old, &new);
  old.die_at = PHASE_GIVEN;
  new.stop_at = PHASE_ASKED;
  struct service_pair pair = service_pair_start(&old, &new);
  service_order(&pair.old);
  service_await_stop(&pair.new);
  ASSERT_INT(service_wait(&pair.old), ==, KILLED);
  service_continue(&pair.new);
  ASSERT_INT(ask_generation(pair.old.seen->ports[0]), ==, 2);
  ASSERT_INT(service_end(&pair.new), ==, 0);
}

/* Who is only stopped does not close the channel: the patience of the other ends, and it serves on. */
TEST(nobody_waits_for_ever_for_who_is_stopped) {
  struct service_plan old, new;
  struct announcement heard;
  struct received got;
  int ends[2];
  service_pair_plans("scm_rights", &old, &new);
  old.patience_ms = 50;
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  old.channel = ends[0];
  struct started_service service = service_start_ready(&old);
  service_order(&service);
  do {
    ASSERT_INT(receive_at_most(ends[1], &heard, sizeof heard, SCM_MAX_FDS, 0, &got), ==, 0);
    close_all_consume(got.fds, got.fd_count);
  } while (got.data_bytes > 0);
  ASSERT_INT(ask_generation(service.seen->ports[0]), ==, 1);
  ASSERT_INT(service_end(&service), ==, 0);
  ASSERT_INT(service.seen->code, ==, 0);
  ASSERT_INT(service.seen->counts.resumed, ==, 1);
  close_consume(&ends[1]);
}

static const struct test tests[] = {
    PASSES(a_push_is_resumed),
    PASSES(a_pull_is_resumed),
    PASSES(an_overlap_is_resumed_until_the_new_one_accepts),
    PASSES(a_restart_cannot_be_resumed),
    PASSES(what_dies_after_its_last_word_is_not_resumed),
    PASSES(the_new_one_of_a_push_serves_once_it_is_given),
    PASSES(the_new_one_of_a_pull_serves_once_it_holds),
    PASSES(the_new_one_of_an_overlap_serves_once_it_is_told),
    PASSES(the_new_one_of_an_inheritance_serves_alone),
    PASSES(a_dead_process_cannot_be_pulled_from),
    PASSES(a_dead_process_has_pushed),
    PASSES(nobody_waits_for_ever_for_who_is_stopped),
    SUITE_END,
};

const struct test_suite handing_faults_suite = {"handing_faults", tests};
