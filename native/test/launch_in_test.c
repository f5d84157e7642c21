/* SPDX-License-Identifier: Apache-2.0 */
/* Donor and receiver as processes of a test. */
#include "launch_in_test.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "tests.h"

/* The donor's exit code is 0 when it was content, 1 when not. */
static void donor_process(const struct role *role) {
  struct role donor = *role;
  int code = run_donor(&donor);
  _exit(code == 0 && oracle_passed(&donor.oracle) ? 0 : 1);
}

void launch(const struct transfer_plan *plan, const struct transfer_plan *donor_plan,
            struct launch *ret) {
  int ends[2], status;
  int samples_fd = sample_log_create(plan_total(plan));
  ASSERT_INT(samples_fd, >=, 0);
  ASSERT_INT(sample_log_map(samples_fd, plan_total(plan), &ret->log), ==, 0);
  ASSERT_INT(channel_pair((enum channel_type)plan->channel_type, ends), ==, 0);
  struct role role = {
      .mechanism = mechanism_find(plan->mechanism), .pidfd = -1, .barrier = -1, .log = &ret->log};
  pid_t donor = fork();
  ASSERT_INT(donor, >=, 0);
  if (donor == 0) {
    close_consume(&ends[1]);
    role.plan = donor_plan;
    role.channel = ends[0];
    donor_process(&role);
  }
  close_consume(&ends[0]);
  role.plan = plan;
  role.channel = ends[1];
  ret->receiver = role;
  ret->code = run_receiver(&ret->receiver);
  close_consume(&ends[1]);
  ASSERT_INT(waitpid(donor, &status, 0), ==, donor);
  ret->donor_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  close_consume(&samples_fd);
}

void skip_when_refused(const struct launch *done) {
  if (done->code == -EPERM || done->code == -ENOSYS)
    test_skip(error_sentence(failed_operation(), done->code));
}
