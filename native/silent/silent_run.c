/* SPDX-License-Identifier: Apache-2.0 */
/* The two processes: this one is the receiver and forks the donor, which ends with it. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
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
#include "silent_sides.h"

struct pair {
  struct silent_side side;           /* the receiver's */
  int donor_talk, donor_channel;     /* the donor's ends */
  struct receiver_account *accounts; /* the donor's are in the shared memory */
  size_t memory_bytes;
  pid_t donor;
};

static int pin(int cpu) {
  if (cpu < 0) return 0;
  return cpu_is_allowed(cpu) ? use_cpus(&cpu, 1) : failed_at("sched_setaffinity", -EINVAL);
}

static int prepare(struct pair *pair) {
  int talk[2], channel[2];
  int code = channel_pair(CHANNEL_SEQPACKET, talk);
  if (code < 0) return code;
  pair->donor_talk = talk[0];
  pair->side.talk = talk[1];
  code = channel_pair(CHANNEL_SEQPACKET, channel);
  if (code < 0) return code;
  pair->donor_channel = channel[0];
  pair->side.channel = channel[1];
  size_t transfers = pair->side.plan->transfers;
  pair->accounts = calloc(transfers, sizeof *pair->accounts);
  if (pair->accounts == NULL) return failed_at("calloc", -ENOMEM);
  pair->memory_bytes = sizeof *pair->side.memory + transfers * sizeof(struct donor_account);
  void *shared =
      mmap(NULL, pair->memory_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return failed_at("mmap", -errno);
  pair->side.memory = shared;
  return 0;
}

static void close_sides(struct pair *pair) {
  close_consume(&pair->side.talk);
  close_consume(&pair->side.channel);
  close_consume(&pair->donor_talk);
  close_consume(&pair->donor_channel);
}

/* In the new process. */
static _Noreturn void become_donor(struct pair *pair, pid_t receiver) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != receiver) _exit(1);
  close_consume(&pair->side.talk);
  close_consume(&pair->side.channel);
  struct silent_side side = pair->side;
  side.talk = pair->donor_talk;
  side.channel = pair->donor_channel;
  int code = interruption_install(side.plan->deadline_ms);
  if (code < 0) code = failed_at("sigaction", code);
  if (code == 0) code = pin(side.plan->donor_cpu);
  if (code == 0) code = silent_donor(&side);
  /* Before anything is closed: whoever sees us go finds the reason here. */
  if (code < 0 && code != -HANDOVER_PEER_GONE) {
    snprintf(side.memory->operation, sizeof side.memory->operation, "%s", failed_operation());
    side.memory->code = code;
  }
  /* Not exit: what is buffered or registered belongs to the receiver. */
  _exit(code < 0 ? 1 : 0);
}

static int start_donor(struct pair *pair) {
  pid_t receiver = getpid();
  fflush(NULL);
  pair->donor = fork();
  if (pair->donor < 0) return failed_at("fork", -errno);
  if (pair->donor == 0) become_donor(pair, receiver);
  close_consume(&pair->donor_talk);
  close_consume(&pair->donor_channel);
  return 0;
}

/* With the receiver content the donor ends by itself; otherwise it is ended. */
static int join_donor(const struct pair *pair, int code, struct silent_report *report) {
  static char operation[sizeof pair->side.memory->operation];
  const struct silent_memory *memory = pair->side.memory;
  int status = 0;
  if (code < 0) kill(pair->donor, SIGKILL);
  while (waitpid(pair->donor, &status, 0) < 0 && errno == EINTR) continue;
  report->donor_leaked = memory->leaked;
  report->replaced = memory->replaced;
  report->span_ns = memory->span_ns;
  if (memory->code < 0) {
    report->donor_failed = true;
    memcpy(operation, memory->operation, sizeof operation);
    return failed_at(operation, memory->code);
  }
  if (code < 0) return code;
  bool ended_well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return ended_well ? 0 : failed_at("waitpid", -HANDOVER_PEER_GONE);
}

/* Each transfer's two accounts become a line. */
static int settle(const struct pair *pair, struct silent_report *report) {
  for (uint32_t i = 0; i < report->transfers_done; i++) {
    const struct donor_account *donor = &pair->side.memory->accounts[i];
    if (!donor->ended) return failed_at("ledger", -HANDOVER_MESSAGE_UNEXPECTED);
    ledger_add(&report->ledger, donor, &pair->accounts[i]);
  }
  return ledger_adds_up(&report->ledger, report->transfers_done)
             ? 0
             : failed_at("ledger", -HANDOVER_MESSAGE_UNEXPECTED);
}

static int run_prepared(struct pair *pair, struct silent_report *ret) {
  int code = start_donor(pair);
  if (code < 0) return code;
  /* After the fork, or the donor could not leave the receiver's CPU. */
  code = pin(pair->side.plan->receiver_cpu);
  if (code == 0) code = silent_receiver(&pair->side, pair->donor, pair->accounts, ret);
  code = join_donor(pair, code, ret);
  return code < 0 ? code : settle(pair, ret);
}

int silent_run(const struct silent_plan *plan, struct silent_report *ret) {
  struct pair pair = {.side = {.plan = plan, .talk = -1, .channel = -1},
                      .donor_talk = -1,
                      .donor_channel = -1,
                      .donor = -1};
  *ret = (struct silent_report){0};
  int code = prepare(&pair);
  if (code == 0 && pair.side.memory != NULL) code = run_prepared(&pair, ret);
  close_sides(&pair);
  free(pair.accounts);
  if (pair.side.memory != NULL) munmap(pair.side.memory, pair.memory_bytes);
  return code;
}
