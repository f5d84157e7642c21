/* SPDX-License-Identifier: Apache-2.0 */
/* Starts a donor and a receiver as siblings, as bench/run does, and collects their lines. */
#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "json_line.h"
#include "launch_summary.h"
#include "outcome.h"

enum {
  LINE_MAX_BYTES = 8192,
  GRACE_MS = 2000, /* a role ends within this time of its deadline or of a signal */
};

struct started_role {
  pid_t pid;
  int output; /* read end of its standard output */
  int exit_code;
  size_t line_bytes;
  char line[LINE_MAX_BYTES];
};

struct launch {
  const struct arguments *arguments;
  int channel[2], lifeline[2];
  int samples_fd;
  int donor_pidfd; /* from CLONE_PIDFD */
  struct started_role donor, receiver;
};

static int prepare(struct launch *launch) {
  const struct arguments *arguments = launch->arguments;
  enum channel_type type = (enum channel_type)arguments->plan.channel_type;
  int code = channel_pair(type, launch->channel);
  if (code == 0 && type == CHANNEL_DGRAM) code = channel_pair(CHANNEL_STREAM, launch->lifeline);
  if (code < 0) return code;
  launch->samples_fd = arguments->samples_fd >= 0 ? fcntl(arguments->samples_fd, F_DUPFD_CLOEXEC, 0)
                                                  : sample_log_create(plan_total(&arguments->plan));
  if (launch->samples_fd >= 0) return 0;
  return arguments->samples_fd >= 0 ? failed_at("--samples-fd", -errno) : launch->samples_fd;
}

/* In the new process. Descriptors are close-on-exec; the ones that the role inherits are not. */
static void become_role(const struct launch *launch, enum command role, int output) {
  int end = role == COMMAND_DONOR ? 0 : 1;
  int inherited[] = {launch->channel[end], launch->lifeline[end], launch->samples_fd,
                     role == COMMAND_RECEIVER ? launch->donor_pidfd : -1};
  for (size_t i = 0; i < sizeof inherited / sizeof inherited[0]; i++)
    if (inherited[i] >= 0) fcntl(inherited[i], F_SETFD, 0);
  dup2(output, STDOUT_FILENO);
  char *const *flags = arguments_for_role(launch->arguments, role, inherited[0], inherited[2],
                                          inherited[1], inherited[3]);
  char *words[130] = {"handover-helper", role == COMMAND_DONOR ? "donor" : "receiver"};
  for (size_t i = 0; flags[i] != NULL; i++) words[i + 2] = flags[i];
  /* The path that started us: works without /proc. */
  execv((const char *)getauxval(AT_EXECFN), words);
  fprintf(stderr, "handover-helper launch: execv: %s\n", strerror(errno));
  _exit(EXIT_FAILED);
}

static int start_role(struct launch *launch, enum command role, struct started_role *ret) {
  int output[2];
  if (pipe2(output, O_CLOEXEC) < 0) return failed_at("pipe2", -errno);
  bool by_clone = role == COMMAND_DONOR && launch->arguments->plan.pidfd_source == PIDFD_FROM_CLONE;
  pid_t pid = by_clone ? fork_with_pidfd(&launch->donor_pidfd) : fork();
  int code = pid < 0 ? failed_at(by_clone ? "clone3" : "fork", by_clone ? pid : -errno) : 0;
  if (pid == 0) become_role(launch, role, output[1]);
  close_consume(&output[1]);
  ret->pid = code == 0 ? pid : -1;
  ret->output = output[0];
  return code;
}

static void tell(const struct started_role *role, int signal) {
  if (role->pid > 0) kill(role->pid, signal);
}

/* Reads what is there. False at the end of the output; a line that is too long is cut, and is then
 * no JSON: whoever reads it sees a failed launch. */
static bool read_output(struct started_role *role) {
  char surplus[512];
  size_t room = LINE_MAX_BYTES - 1 - role->line_bytes;
  ssize_t got = room > 0 ? read(role->output, role->line + role->line_bytes, room)
                         : read(role->output, surplus, sizeof surplus);
  if (got > 0 && room > 0) role->line_bytes += (size_t)got;
  return got > 0 || (got < 0 && errno == EINTR);
}

static uint64_t ms_in_ns(int milliseconds) { return (uint64_t)milliseconds * 1000000; }

/* Until both outputs are closed. Passes a signal on once, and kills after the grace period. */
static void collect(struct launch *launch) {
  struct started_role *roles[] = {&launch->donor, &launch->receiver};
  uint64_t ends_ns = now_ns() + ms_in_ns(launch->arguments->deadline_ms + GRACE_MS);
  bool told = false;
  for (;;) {
    struct pollfd outputs[2];
    for (int i = 0; i < 2; i++)
      outputs[i] = (struct pollfd){.fd = roles[i]->output, .events = POLLIN};
    if (outputs[0].fd < 0 && outputs[1].fd < 0) return;
    /* By the clock: after a signal a timer interrupts every wait. */
    uint64_t now = now_ns();
    int wait_ms = now < ends_ns ? (int)((ends_ns - now) / 1000000) + 1 : 0;
    int ready = poll(outputs, 2, wait_ms);
    if (now_ns() >= ends_ns) {
      for (int i = 0; i < 2; i++) tell(roles[i], SIGKILL);
      ends_ns = now_ns() + ms_in_ns(GRACE_MS);
    }
    if (!told && interruption_pending() != INTERRUPTION_NONE) {
      told = true;
      ends_ns = now_ns() + ms_in_ns(GRACE_MS);
      for (int i = 0; i < 2; i++) tell(roles[i], SIGTERM);
    }
    for (int i = 0; ready > 0 && i < 2; i++)
      if (outputs[i].revents != 0 && !read_output(roles[i])) close_consume(&roles[i]->output);
  }
}

static void reap(struct started_role *role) {
  int status;
  if (role->pid <= 0) return;
  while (waitpid(role->pid, &status, 0) < 0 && errno == EINTR) continue;
  role->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  role->pid = -1;
}

/* The receiver decides, unless the donor has a cause of its own and the receiver only saw it go. */
static int exit_code_of(const struct launch *launch) {
  int donor = launch->donor.exit_code, receiver = launch->receiver.exit_code;
  if (interruption_pending() == INTERRUPTION_SIGINT) return EXIT_BY_SIGINT;
  if (interruption_pending() == INTERRUPTION_SIGTERM) return EXIT_BY_SIGTERM;
  if (donor == EXIT_UNSUPPORTED || receiver == EXIT_UNSUPPORTED) return EXIT_UNSUPPORTED;
  return donor == EXIT_DONE && receiver == EXIT_DONE ? EXIT_DONE : EXIT_FAILED;
}

static const char *line_or_null(struct started_role *role) {
  size_t bytes = strcspn(role->line, "\n");
  role->line[bytes] = '\0';
  return bytes > 1 && role->line[0] == '{' && role->line[bytes - 1] == '}' ? role->line : "null";
}

/* A percentile with fewer than 10 samples beyond it is not printed (docs/method.md). */
static void print_percentile(const char *name, double value_ns, bool is_printed) {
  printf("\"%s\":", name);
  if (is_printed)
    printf("%.1f", value_ns);
  else
    printf("null");
}

static void print_summary(const struct launch_summary *summary, uint32_t count) {
  putchar('{');
  print_percentile("p50", summary->p50_ns, count >= 1);
  putchar(',');
  print_percentile("p90", summary->p90_ns, count >= 100);
  putchar(',');
  print_percentile("p99", summary->p99_ns, count >= 1000);
  putchar('}');
}

static void print_line(struct launch *launch, const struct outcome *outcome) {
  struct sample_log log;
  struct launch_summary summary;
  const struct transfer_plan *plan = &launch->arguments->plan;
  printf("{\"protocol\":%d,\"role\":\"launch\",\"status\":\"%s\",\"donor\":%s", PROTOCOL_VERSION,
         outcome->status, line_or_null(&launch->donor));
  printf(",\"receiver\":%s,\"one_way_ns\":", line_or_null(&launch->receiver));
  bool mapped = sample_log_map(launch->samples_fd, plan_total(plan), &log) == 0;
  /* In a stream, holding − start is mostly waiting in the queue: no latency of a transfer. */
  if (outcome->exit_code == EXIT_DONE && mapped && !plan_is_streamed(plan) &&
      launch_summarise(&log, plan, &summary))
    print_summary(&summary, plan->transfers);
  else
    printf("null");
  if (mapped) sample_log_unmap(&log);
  printf(",\"error\":");
  json_error(stdout, outcome);
  printf("}\n");
}

static struct outcome run(struct launch *launch) {
  int code = prepare(launch);
  if (code == 0) code = start_role(launch, COMMAND_DONOR, &launch->donor);
  if (code == 0) code = start_role(launch, COMMAND_RECEIVER, &launch->receiver);
  /* Our copies of the ends, so that a role sees the end of its peer. */
  close_all_consume(launch->channel, 2);
  close_all_consume(launch->lifeline, 2);
  close_consume(&launch->donor_pidfd);
  collect(launch);
  reap(&launch->donor);
  reap(&launch->receiver);
  if (code < 0) return outcome_of_code(code);
  struct outcome outcome = {.exit_code = exit_code_of(launch)};
  outcome.status = outcome.exit_code == EXIT_DONE          ? "ok"
                   : outcome.exit_code == EXIT_UNSUPPORTED ? "unsupported"
                                                           : "failed";
  if (outcome.exit_code == EXIT_DONE) return outcome;
  snprintf(outcome.code, sizeof outcome.code, "ROLE");
  snprintf(outcome.operation, sizeof outcome.operation, "launch");
  snprintf(outcome.text, sizeof outcome.text,
           "donor ended with %d, receiver with %d; see their "
           "messages",
           launch->donor.exit_code, launch->receiver.exit_code);
  return outcome;
}

int launch_main(const struct arguments *arguments) {
  static struct launch launch;
  launch = (struct launch){.arguments = arguments,
                           .channel = {-1, -1},
                           .lifeline = {-1, -1},
                           .samples_fd = -1,
                           .donor_pidfd = -1,
                           .donor = {.pid = -1, .output = -1},
                           .receiver = {.pid = -1, .output = -1}};
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  interruption_install(0);
  struct outcome outcome = run(&launch);
  print_line(&launch, &outcome);
  close_consume(&launch.samples_fd);
  if (outcome.exit_code != EXIT_DONE) fprintf(stderr, "handover-helper launch: %s\n", outcome.text);
  return fflush(stdout) != 0 ? EXIT_FAILED : outcome.exit_code;
}
