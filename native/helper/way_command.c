/* SPDX-License-Identifier: Apache-2.0 */
/* Flags in, one way run, one line out. */
#include "way_command.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "../core/announcement.h"
#include "../core/error_text.h"
#include "../core/fd_kinds.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "json_line.h"

enum flag {
  FLAG_WAY = 1,
  FLAG_SAMPLES_FD,
  FLAG_KIND,
  FLAG_BATCH,
  FLAG_WARMUP,
  FLAG_TRANSFERS,
  FLAG_DONOR_CPU,
  FLAG_RECEIVER_CPU,
  FLAG_DEADLINE_MS,
};

static const struct option flags[] = {
    {"way", required_argument, NULL, FLAG_WAY},
    {"samples-fd", required_argument, NULL, FLAG_SAMPLES_FD},
    {"kind", required_argument, NULL, FLAG_KIND},
    {"batch", required_argument, NULL, FLAG_BATCH},
    {"warmup", required_argument, NULL, FLAG_WARMUP},
    {"transfers", required_argument, NULL, FLAG_TRANSFERS},
    {"donor-cpu", required_argument, NULL, FLAG_DONOR_CPU},
    {"receiver-cpu", required_argument, NULL, FLAG_RECEIVER_CPU},
    {"deadline-ms", required_argument, NULL, FLAG_DEADLINE_MS},
    {NULL, no_argument, NULL, 0},
};

enum { TRANSFERS_A_WAY_MAX = 1000 * 1000, DEADLINE_MAX_MS = 3600 * 1000 };

static bool complain(const char *sentence, const char *word) {
  fprintf(stderr, "handover-helper way: %s%s\n", sentence, word);
  return false;
}

/* Only digits: strtoul alone takes "-1", " 1" and "1x". */
static bool read_number(const char *word, unsigned long min, unsigned long max,
                        unsigned long *ret) {
  char *end;
  errno = 0;
  if (word[0] < '0' || word[0] > '9') return false;
  *ret = strtoul(word, &end, 10);
  return errno == 0 && *end == '\0' && *ret >= min && *ret <= max;
}

static bool read_int(const char *word, unsigned long max, int *ret) {
  unsigned long number;
  if (!read_number(word, 0, max, &number)) return false;
  *ret = (int)number;
  return true;
}

static bool read_count(const char *word, unsigned long min, unsigned long max, uint32_t *ret) {
  unsigned long number;
  if (!read_number(word, min, max, &number)) return false;
  *ret = (uint32_t)number;
  return true;
}

static bool read_flag(int flag, const char *word, struct way_command *ret) {
  unsigned long number;
  switch (flag) {
    case FLAG_WAY: ret->way = way_find(word); return ret->way != NULL;
    case FLAG_KIND: ret->plan.kind = word; return fd_kind_find(word) != NULL;
    case FLAG_SAMPLES_FD: return read_int(word, 1 << 20, &ret->plan.samples_fd);
    case FLAG_BATCH: return read_count(word, 1, WAY_BATCH_MAX, &ret->plan.batch);
    case FLAG_WARMUP: return read_count(word, 0, TRANSFERS_A_WAY_MAX, &ret->plan.warmup);
    case FLAG_TRANSFERS: return read_count(word, 1, TRANSFERS_A_WAY_MAX, &ret->plan.transfers);
    case FLAG_DONOR_CPU: return read_int(word, 1 << 16, &ret->plan.donor_cpu);
    case FLAG_RECEIVER_CPU: return read_int(word, 1 << 16, &ret->plan.receiver_cpu);
    case FLAG_DEADLINE_MS:
      if (!read_number(word, 1, DEADLINE_MAX_MS, &number)) return false;
      ret->plan.deadline_ms = (long)number;
      return true;
    default: return false;
  }
}

bool way_command_parse(int count, char **words, struct way_command *ret) {
  *ret = (struct way_command){.plan = {.kind = "tcp_listener",
                                       .batch = 1,
                                       .warmup = 10,
                                       .transfers = 100,
                                       .donor_cpu = -1,
                                       .receiver_cpu = -1,
                                       .samples_fd = -1,
                                       .deadline_ms = 30000}};
  opterr = 0;
  optind = 1;
  for (;;) {
    int flag = getopt_long(count, words, "", flags, NULL);
    if (flag == -1) break;
    if (flag == '?' || flag == ':')
      return complain("unknown flag or missing value: ", words[optind - 1]);
    if (!read_flag(flag, optarg, ret)) return complain("a flag does not take this value: ", optarg);
  }
  if (optind < count) return complain("this is not a flag: ", words[optind]);
  return ret->way != NULL || complain("--way is required; `handover-helper list` names them", "");
}

struct outcome way_outcome(int code, const struct way_report *report) {
  bool only_saw_it_go = interruption_pending() == INTERRUPTION_PEER_GONE;
  return code < 0 && report->donor_failed && only_saw_it_go
             ? outcome_of_failure(code)
             : outcome_of_oracle(code, &report->oracle);
}

void way_json_line(FILE *out, const struct way_command *command, const struct way_report *report,
                   const struct clock_facts *clock, const struct outcome *outcome) {
  const struct way_plan *plan = &command->plan;
  fprintf(out,
          "{\"protocol\":%d,\"role\":\"way\",\"way\":\"%s\",\"status\":\"%s\",\"donor_cpu\":%d,"
          "\"receiver_cpu\":%d,\"transfers\":%" PRIu32 ",\"oracle\":",
          PROTOCOL_VERSION, command->way->name, outcome->status, plan->donor_cpu,
          plan->receiver_cpu, report->transfers_done);
  json_oracle(out, &report->oracle);
  fputs(",\"usage\":", out);
  json_usage(out, &report->usage);
  fprintf(out,
          ",\"clock\":{\"cost_ns\":%.2f,\"quantum_ns\":%" PRIu64 "},\"error\":", clock->cost_ns,
          clock->quantum_ns);
  json_error(out, outcome);
  fputs("}\n", out);
}

static int prepare_samples(struct way_plan *plan, int *ret_own) {
  if (plan->samples_fd < 0) {
    *ret_own = sample_log_create(way_total(plan));
    plan->samples_fd = *ret_own;
    return *ret_own < 0 ? *ret_own : 0;
  }
  /* It came without close-on-exec; what we start must not have more than it is given. */
  return fcntl(plan->samples_fd, F_SETFD, FD_CLOEXEC) < 0 ? failed_at("--samples-fd", -errno) : 0;
}

int way_main(int count, char **words) {
  struct way_command command;
  struct way_report report = {.oracle.open_after = -1};
  if (!way_command_parse(count, words, &command)) return EXIT_USAGE;
  /* Whoever started us is the only one who reads our line. */
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  int own_samples = -1;
  int code = interruption_install(command.plan.deadline_ms);
  if (code < 0) code = failed_at("sigaction", code);
  if (code == 0) code = prepare_samples(&command.plan, &own_samples);
  struct clock_facts clock = clock_measure();
  if (code == 0) code = command.way->run(command.way, &command.plan, &report);
  struct outcome outcome = way_outcome(code, &report);
  close_consume(&own_samples);
  if (outcome.exit_code != EXIT_DONE) fprintf(stderr, "handover-helper way: %s\n", outcome.text);
  way_json_line(stdout, &command, &report, &clock, &outcome);
  return fflush(stdout) != 0 ? EXIT_FAILED : outcome.exit_code;
}
