/* SPDX-License-Identifier: Apache-2.0 */
/* A new program inherits its descriptors, as a service manager hands sockets to a service (sd_listen_fds(3)): the donor
 * forks, the new process puts them to 3, 4, …, and executes the receiver. Every transfer is a process of its own, from
 * before fork(2) to main() of the new program: what a program costs to start is in the interval. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/clock.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/interruption.h"
#include "../core/meeting.h"
#include "../core/owned_fd.h"
#include "../core/process_facts.h"
#include "inheritance.h"
#include "way_loop.h"

enum { NUMBER_MAX = 24 };

struct launcher {
  struct way_side side; /* the donor: this process */
  int samples_fd;       /* our duplicate, out of the new program's way */
  int flags_before[WAY_BATCH_MAX];
  char numbers[INHERITOR_ARGUMENTS][NUMBER_MAX];
  char *words[INHERITOR_ARGUMENTS + 3];
};

/* Moves a descriptor out of the numbers that the new process fills: there, one dup2(2) each is then enough. */
static int move_up(int *fd, uint32_t batch) {
  int moved = fcntl(*fd, F_DUPFD_CLOEXEC, inherited_end(batch));
  if (moved < 0) return failed_at("fcntl(F_DUPFD_CLOEXEC)", -errno);
  close_consume(fd);
  *fd = moved;
  return 0;
}

static void set_word(struct launcher *launcher, enum inheritor_argument which, long long value) {
  snprintf(launcher->numbers[which], NUMBER_MAX, "%lld", value);
}

static void prepare_words(struct launcher *launcher) {
  const struct way_plan *plan = launcher->side.plan;
  set_word(launcher, INHERITOR_WARMUP, plan->warmup);
  set_word(launcher, INHERITOR_TRANSFERS, plan->transfers);
  set_word(launcher, INHERITOR_BATCH, plan->batch);
  set_word(launcher, INHERITOR_DONOR_PID, getpid());
  set_word(launcher, INHERITOR_DEADLINE_MS, plan->deadline_ms);
  launcher->words[0] = "handover-helper";
  launcher->words[1] = (char *)(size_t)inheritor_word;
  for (size_t i = 0; i < INHERITOR_ARGUMENTS; i++) launcher->words[i + 2] = launcher->numbers[i];
}

static int prepare(struct launcher *launcher) {
  struct way_side *donor = &launcher->side;
  const struct way_plan *plan = donor->plan;
  bool is_allowed = plan->receiver_cpu < 0 || cpu_is_allowed(plan->receiver_cpu);
  int code = is_allowed ? way_pin(plan->donor_cpu) : failed_at("sched_setaffinity", -EINVAL);
  if (code == 0) code = sample_log_map(plan->samples_fd, way_total(plan), &donor->log);
  if (code == 0) code = way_open_descriptors(donor);
  for (uint32_t i = 0; code == 0 && i < plan->batch; i++) {
    code = move_up(&donor->fds[i], plan->batch);
    launcher->flags_before[i] = fd_status_flags(donor->fds[i]);
  }
  if (code < 0) return code;
  launcher->samples_fd = fcntl(plan->samples_fd, F_DUPFD_CLOEXEC, inherited_end(plan->batch));
  if (launcher->samples_fd < 0) return failed_at("fcntl(F_DUPFD_CLOEXEC)", -errno);
  prepare_words(launcher);
  return 0;
}

/* In the new process: what a service manager does between fork and exec. */
static _Noreturn void become_program(const struct launcher *launcher, int channel) {
  const struct way_plan *plan = launcher->side.plan;
  char number[NUMBER_MAX];
  /* Where it is not is no place to be measured: the donor sees that it has ended. */
  if (plan->receiver_cpu >= 0 && plan->receiver_cpu != plan->donor_cpu &&
      use_cpus(&plan->receiver_cpu, 1) < 0)
    _exit(1);
  /* dup2(2) leaves its copy without close-on-exec. */
  for (uint32_t i = 0; i < plan->batch; i++)
    if (dup2(launcher->side.fds[i], INHERITED_FIRST + (int)i) < 0) _exit(1);
  dup2(channel, inherited_channel(plan->batch));
  dup2(launcher->samples_fd, inherited_samples(plan->batch));
  snprintf(number, sizeof number, "%u", plan->batch);
  setenv("LISTEN_FDS", number, 1);
  snprintf(number, sizeof number, "%d", (int)getpid());
  setenv("LISTEN_PID", number, 1);
  /* The path that started us: works without /proc. */
  execv((const char *)getauxval(AT_EXECFN), launcher->words);
  int code = failed_at("execve", -errno);
  struct oracle nothing = {0};
  struct fd_identity unread[WAY_BATCH_MAX];
  meeting_receive_identities(channel, unread, plan->batch);
  findings_tell(channel, code, &nothing);
  _exit(1);
}

/* Answers the new program's oracle until it says what it found. */
static int hear(struct launcher *launcher, int channel, struct way_report *report) {
  uint32_t batch = launcher->side.plan->batch;
  bool wrong[WAY_BATCH_MAX] = {false};
  for (;;) {
    struct findings findings = {0};
    struct received got;
    int code = receive_at_most(channel, &findings, sizeof findings, 0, 0, &got);
    if (code < 0) return code;
    if (got.data_bytes == 0) return failed_at("recvmsg", -HANDOVER_PEER_GONE);
    if (findings.header.type == MESSAGE_CHECK) {
      code = oracle_answer_check(channel, findings.header.sequence, launcher->side.fds,
                                 launcher->flags_before, wrong, batch);
      if (code < 0) return code;
      continue;
    }
    if (got.data_bytes != sizeof findings || findings.header.type != MESSAGE_BYE)
      return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
    findings_add(&report->oracle, &findings.oracle);
    way_add_usage(&report->usage, &findings.usage);
    if (findings.code >= 0) return 0;
    static char operation[sizeof findings.operation];
    memcpy(operation, findings.operation, sizeof operation);
    operation[sizeof operation - 1] = '\0';
    return failed_at(operation, findings.code);
  }
}

static int reap(pid_t pid, int code) {
  int status = 0;
  if (code < 0) kill(pid, SIGKILL);
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  if (code < 0) return code;
  bool ended_well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return ended_well ? 0 : failed_at("waitpid", -HANDOVER_PEER_GONE);
}

static int start_program(struct launcher *launcher, uint32_t sequence, int ends[2],
                         struct way_report *report) {
  struct way_side *donor = &launcher->side;
  int code = move_up(&ends[1], donor->plan->batch);
  /* It waits in the socket; sent later it would be work beside the start of the program. */
  if (code == 0) code = meeting_send_identities(ends[0], donor->fds, donor->plan->batch);
  if (code < 0) return code;
  set_word(launcher, INHERITOR_SEQUENCE, sequence);
  uint64_t start_ns = now_ns();
  stamp(&donor->log, INSTANT_DUE, sequence, start_ns);
  stamp(&donor->log, INSTANT_START, sequence, start_ns);
  pid_t pid = fork();
  if (pid < 0) return failed_at("fork", -errno);
  if (pid == 0) become_program(launcher, ends[1]);
  close_consume(&ends[1]);
  return reap(pid, hear(launcher, ends[0], report));
}

static int run_transfers(struct launcher *launcher, struct way_report *report) {
  fflush(NULL);
  for (uint32_t i = 0; i < way_total(launcher->side.plan); i++) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("transfer", -HANDOVER_INTERRUPTED);
    int ends[2];
    int code = channel_pair(CHANNEL_SEQPACKET, ends);
    if (code < 0) return code;
    code = start_program(launcher, i, ends, report);
    close_all_consume(ends, 2);
    if (code < 0) return code;
    report->transfers_done++;
  }
  return 0;
}

static int run(const struct way *way, const struct way_plan *plan, struct way_report *ret) {
  struct launcher launcher = {.side = way_side_new(way, plan), .samples_fd = -1};
  *ret = (struct way_report){.oracle.open_after = -1};
  int code = prepare(&launcher);
  if (code == 0) {
    ret->oracle.open_before = count_open_fds();
    struct usage before = usage_now();
    code = run_transfers(&launcher, ret);
    struct usage own = usage_between(before, usage_now());
    way_add_usage(&ret->usage, &own);
    if (code == 0) ret->oracle.open_after = count_open_fds();
  }
  close_consume(&launcher.samples_fd);
  way_side_end(&launcher.side);
  return code;
}

const struct way way_inherit_exec = {
    .name = "inherit_exec",
    .description = "a new program inherits it through fork and exec (LISTEN_FDS)",
    .promises_close_on_exec = false,
    .run = run,
};
