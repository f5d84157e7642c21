/* SPDX-License-Identifier: Apache-2.0 */
/* The two processes of a way: this one is the receiver and forks the donor, which ends with it. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "../core/process_facts.h"
#include "way_loop.h"

struct pair {
  struct way_side side;          /* of this process */
  int donor_channel;             /* the donor's end */
  int lifeline[2];               /* donor's, receiver's: whoever waits elsewhere is told by SIGIO */
  struct way_farewell *farewell; /* shared */
  pid_t donor;
};

int way_pin(int cpu) {
  if (cpu < 0) return 0;
  return cpu_is_allowed(cpu) ? use_cpus(&cpu, 1) : failed_at("sched_setaffinity", -EINVAL);
}

void way_add_usage(struct usage *sum, const struct usage *part) {
  sum->user_ns += part->user_ns;
  sum->system_ns += part->system_ns;
  sum->voluntary_switches += part->voluntary_switches;
  sum->involuntary_switches += part->involuntary_switches;
  sum->minor_faults += part->minor_faults;
  sum->major_faults += part->major_faults;
  sum->migrations =
      sum->migrations < 0 || part->migrations < 0 ? -1 : sum->migrations + part->migrations;
  if (part->max_rss_bytes > sum->max_rss_bytes) sum->max_rss_bytes = part->max_rss_bytes;
}

static int prepare(struct pair *pair) {
  int ends[2];
  int code = channel_pair(CHANNEL_SEQPACKET, ends);
  if (code < 0) return code;
  pair->donor_channel = ends[0];
  pair->side.channel = ends[1];
  code = channel_pair(CHANNEL_STREAM, pair->lifeline);
  if (code < 0) return code;
  void *shared =
      mmap(NULL, sizeof *pair->farewell, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return failed_at("mmap", -errno);
  pair->farewell = shared;
  const struct way *way = pair->side.way;
  return way->before_fork == NULL ? 0 : way->before_fork(&pair->side);
}

static int play_donor(struct way_side *donor, struct way_farewell *farewell) {
  const struct way_plan *plan = donor->plan;
  int code = interruption_install(plan->deadline_ms);
  if (code < 0) return failed_at("sigaction", code);
  code = way_pin(plan->donor_cpu);
  if (code == 0) code = sample_log_map(plan->samples_fd, way_total(plan), &donor->log);
  return code < 0 ? code : way_donor_loop(donor, farewell);
}

/* In the new process. */
static _Noreturn void become_donor(struct pair *pair, pid_t receiver) {
  struct way_side *donor = &pair->side;
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != receiver) _exit(1);
  close_consume(&donor->channel);
  donor->channel = fd_release(&pair->donor_channel);
  close_consume(&pair->lifeline[1]);
  int code = play_donor(donor, pair->farewell);
  /* Before anything is closed: whoever sees us go finds the reason here. */
  if (code < 0 && code != -HANDOVER_PEER_GONE) {
    snprintf(pair->farewell->operation, sizeof pair->farewell->operation, "%s", failed_operation());
    pair->farewell->code = code;
  }
  way_side_end(donor);
  /* Not exit: what is buffered or registered belongs to the receiver. */
  _exit(code < 0 ? 1 : 0);
}

static int start_donor(struct pair *pair) {
  pid_t receiver = getpid();
  fflush(NULL);
  pair->donor = fork();
  if (pair->donor < 0) return failed_at("fork", -errno);
  if (pair->donor == 0) become_donor(pair, receiver);
  return 0;
}

static int play_receiver(struct pair *pair, struct way_report *report) {
  const struct way_plan *plan = pair->side.plan;
  report->oracle.donor_pid = pair->donor;
  /* After the fork, or the donor could not leave the receiver's CPU. */
  int code = way_pin(plan->receiver_cpu);
  if (code < 0) return code;
  code = interruption_watch_lifeline(pair->lifeline[1]);
  if (code < 0) return failed_at("fcntl(lifeline)", code);
  code = sample_log_map(plan->samples_fd, way_total(plan), &pair->side.log);
  return code < 0 ? code : way_receiver_loop(&pair->side, report);
}

/* With the receiver content the donor ends by itself; otherwise it is ended. */
static int join_donor(const struct pair *pair, int code, struct way_report *report) {
  static char operation[sizeof pair->farewell->operation];
  const struct way_farewell *farewell = pair->farewell;
  int status = 0;
  if (code < 0) {
    /* That it goes now is our doing, and no reason. */
    interruption_ignore_peer();
    kill(pair->donor, SIGKILL);
  }
  while (waitpid(pair->donor, &status, 0) < 0 && errno == EINTR) continue;
  way_add_usage(&report->usage, &farewell->usage);
  if (farewell->code < 0) {
    report->donor_failed = true;
    memcpy(operation, farewell->operation, sizeof operation);
    return failed_at(operation, farewell->code);
  }
  if (code < 0) return code;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return failed_at("waitpid", -HANDOVER_PEER_GONE);
  if (farewell->open_before != farewell->open_after) {
    report->oracle.open_before = farewell->open_before;
    report->oracle.open_after = farewell->open_after;
  }
  return 0;
}

int way_run_pair(const struct way *way, const struct way_plan *plan, struct way_report *ret) {
  struct pair pair = {
      .side = way_side_new(way, plan), .donor_channel = -1, .lifeline = {-1, -1}, .donor = -1};
  *ret = (struct way_report){.oracle.open_after = -1};
  int code = prepare(&pair);
  if (code == 0) code = start_donor(&pair);
  /* Our copies of its ends, so that its end is seen. */
  close_consume(&pair.donor_channel);
  close_consume(&pair.lifeline[0]);
  if (pair.donor > 0) {
    code = play_receiver(&pair, ret);
    code = join_donor(&pair, code, ret);
  }
  way_side_end(&pair.side);
  close_consume(&pair.lifeline[1]);
  if (pair.farewell != NULL) munmap(pair.farewell, sizeof *pair.farewell);
  ret->oracle.expected = NULL;
  return code;
}
