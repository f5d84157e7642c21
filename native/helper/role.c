/* SPDX-License-Identifier: Apache-2.0 */
/* A donor's or receiver's life, from the flags to the JSON line. */
#include "role.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/fd_kinds.h"
#include "../core/interruption.h"
#include "exec_storm.h"
#include "json_line.h"
#include "outcome.h"
#include "placement.h"

/* Standard streams, channel, log, lifeline, pidfds, a listener, /proc reads: 64 is ample. */
enum { DESCRIPTORS_BESIDE_BATCH = 64 };

static size_t descriptors_needed(const struct arguments *arguments) {
  const struct fd_kind *kind = fd_kind_find(arguments->plan.kind);
  bool companions = arguments->command == COMMAND_DONOR && kind->has_companion;
  size_t table = arguments->command == COMMAND_DONOR ? arguments->plan.table_size : 0;
  return (size_t)arguments->plan.batch * (companions ? 2 : 1) + table + DESCRIPTORS_BESIDE_BATCH;
}

static int prepare(const struct arguments *arguments, struct sample_log *ret_log) {
  /* Whoever started us is the only one who reads our line; without it we are an orphan. A donor that may be stopped
   * then would not take SIGTERM. */
  bool is_donor = arguments->command == COMMAND_DONOR;
  int at_its_death = is_donor && arguments->plan.donor_state != DONOR_RUNNING ? SIGKILL : SIGTERM;
  if (prctl(PR_SET_PDEATHSIG, at_its_death) < 0)
    return failed_at("prctl(PR_SET_PDEATHSIG)", -errno);
  int nice = is_donor ? (int)arguments->plan.donor_nice : 0;
  if (nice > 0 && setpriority(PRIO_PROCESS, 0, nice) < 0) return failed_at("setpriority", -errno);
  int code = interruption_install(arguments->deadline_ms);
  if (code < 0) return failed_at("sigaction", code);
  if (arguments->lifeline_fd >= 0) {
    code = interruption_watch_lifeline(arguments->lifeline_fd);
    if (code < 0) return failed_at("fcntl(lifeline)", code);
  }
  if (arguments->cpu >= 0) code = pin_to_cpu(arguments->cpu);
  if (code == 0) code = allow_descriptors(descriptors_needed(arguments));
  if (code == 0)
    code = sample_log_map(arguments->samples_fd, plan_total(&arguments->plan), ret_log);
  return code;
}

int role_main(const struct arguments *arguments) {
  bool is_donor = arguments->command == COMMAND_DONOR;
  const char *name = is_donor ? "donor" : "receiver";
  struct sample_log log = {0};
  struct role role = {.plan = &arguments->plan,
                      .mechanism = mechanism_find(arguments->plan.mechanism),
                      .channel = arguments->channel_fd,
                      .pidfd = arguments->pidfd_fd,
                      .log = &log,
                      .barrier = arguments->barrier_fd,
                      .begin_exec_storm = begin_exec_storm};
  role.cpu = arguments->cpu;
  struct clock_facts clock = {0};
  int code = prepare(arguments, &log);
  if (code == 0) {
    clock = clock_measure();
    code = is_donor ? run_donor(&role) : run_receiver(&role);
  }
  struct outcome outcome = outcome_of_role(code, &role);
  if (outcome.exit_code != EXIT_DONE)
    fprintf(stderr, "handover-helper %s: %s\n", name, outcome.text);
  json_role_line(stdout, name, &role, &clock, &outcome);
  sample_log_unmap(&log);
  /* A line that could not be written is a launch without an oracle: never a success. */
  if (fflush(stdout) != 0) return EXIT_FAILED;
  return outcome.exit_code;
}
