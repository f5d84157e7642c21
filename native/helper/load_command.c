/* SPDX-License-Identifier: Apache-2.0 */
/* From the flags of `load` to its two lines. */
#include "load_command.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../core/announcement.h"
#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../load/load.h"
#include "arguments.h"
#include "json_line.h"
#include "outcome.h"
#include "placement.h"

struct load_arguments {
  const struct load *load;
  int cpu; /* -1: not pinned */
  int deadline_ms;
};

struct load_done {
  uint64_t rounds, cpu_ns, span_ns;
};

static bool complain(const char *what, const char *word) {
  fprintf(stderr, "handover-helper load: %s%s\n", what, word);
  return false;
}

/* Only digits: strtoul alone takes "-1", " 1" and "1x". */
static bool parse_whole(const char *word, int min, int max, int *ret) {
  char *end;
  errno = 0;
  if (word[0] < '0' || word[0] > '9') return false;
  unsigned long number = strtoul(word, &end, 10);
  if (errno != 0 || *end != '\0' || number > (unsigned long)max) return false;
  *ret = (int)number;
  return *ret >= min;
}

static bool parse_flag(int flag, const char *word, struct load_arguments *ret) {
  switch (flag) {
    case 'k': ret->load = load_find(word); return ret->load != NULL;
    case 'c': return parse_whole(word, 0, 1 << 16, &ret->cpu);
    default: return parse_whole(word, 1, 3600 * 1000, &ret->deadline_ms);
  }
}

static bool parse(int count, char **words, struct load_arguments *ret) {
  static const struct option flags[] = {{"kind", required_argument, NULL, 'k'},
                                        {"cpu", required_argument, NULL, 'c'},
                                        {"deadline-ms", required_argument, NULL, 'd'},
                                        {NULL, no_argument, NULL, 0}};
  *ret = (struct load_arguments){.cpu = -1, .deadline_ms = 30000};
  opterr = 0;
  for (;;) {
    int flag = getopt_long(count, words, "", flags, NULL);
    if (flag == -1) break;
    if (flag == '?') return complain("unknown flag or missing value: ", words[optind - 1]);
    if (!parse_flag(flag, optarg, ret)) return complain("a flag does not take this: ", optarg);
  }
  if (optind < count) return complain("not a flag: ", words[optind]);
  return ret->load != NULL || complain("--kind is missing; 'list' names them", "");
}

/* At its end the input can be read, and gives nothing. What somebody writes to it is not looked at. */
static bool is_told_to_end(void) {
  if (interruption_pending() != INTERRUPTION_NONE) return true;
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  if (poll(&input, 1, 0) <= 0) return false;
  char ignored[64];
  ssize_t got = read(STDIN_FILENO, ignored, sizeof ignored);
  return got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
}

/* Of this process and of those that it has reaped. */
static uint64_t cpu_time_ns(void) {
  static const int whose[] = {RUSAGE_SELF, RUSAGE_CHILDREN};
  int64_t sum_us = 0;
  for (int i = 0; i < 2; i++) {
    struct rusage used;
    getrusage(whose[i], &used);
    sum_us += (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * INT64_C(1000000);
    sum_us += used.ru_utime.tv_usec + used.ru_stime.tv_usec;
  }
  return (uint64_t)sum_us * 1000;
}

static void print_opening(const struct load *load) {
  printf("{\"protocol\":%d,\"role\":\"load\",\"kind\":\"%s\"", PROTOCOL_VERSION, load->name);
}

static int say_ready(const struct load *load) {
  print_opening(load);
  printf(",\"status\":\"ready\"}\n");
  return fflush(stdout) == 0 ? 0 : failed_at("write", -errno);
}

static int make_load(const struct load *load, struct load_done *ret) {
  uint64_t began_ns = now_ns(), cpu_before_ns = cpu_time_ns();
  int code = 0;
  while (code >= 0 && !is_told_to_end()) {
    bool is_first = ret->rounds == 0;
    code = load->round();
    if (code > 0) ret->rounds += (uint64_t)code;
    if (code > 0 && is_first) code = say_ready(load);
  }
  ret->span_ns = now_ns() - began_ns;
  ret->cpu_ns = cpu_time_ns() - cpu_before_ns;
  return code < 0 && code != -HANDOVER_INTERRUPTED ? code : 0;
}

static int prepare(const struct load_arguments *arguments) {
  /* Whoever started us ends us; without it nobody would. */
  if (prctl(PR_SET_PDEATHSIG, SIGTERM) < 0) return failed_at("prctl(PR_SET_PDEATHSIG)", -errno);
  int code = interruption_install(arguments->deadline_ms);
  if (code < 0) return failed_at("sigaction", code);
  if (arguments->cpu >= 0) code = pin_to_cpu(arguments->cpu);
  if (code == 0 && arguments->load->prepare != NULL) code = arguments->load->prepare();
  return code;
}

static void print_line(const struct load_arguments *arguments, const struct load_done *done,
                       const struct outcome *outcome) {
  print_opening(arguments->load);
  printf(",\"cpu\":%d,\"status\":\"%s\",\"rounds\":%" PRIu64 ",\"cpu_ns\":%" PRIu64
         ",\"span_ns\":%" PRIu64 ",\"error\":",
         arguments->cpu, outcome->status, done->rounds, done->cpu_ns, done->span_ns);
  json_error(stdout, outcome);
  printf("}\n");
}

int load_main(int count, char **words) {
  struct load_arguments arguments;
  struct load_done done = {0};
  if (!parse(count, words, &arguments)) {
    fputs(usage_text, stderr);
    return EXIT_USAGE;
  }
  int code = prepare(&arguments);
  if (code == 0) code = make_load(arguments.load, &done);
  struct outcome outcome = outcome_of_code(code);
  if (arguments.load->end != NULL) arguments.load->end();
  if (outcome.exit_code != EXIT_DONE) fprintf(stderr, "handover-helper load: %s\n", outcome.text);
  print_line(&arguments, &done, &outcome);
  return fflush(stdout) != 0 ? EXIT_FAILED : outcome.exit_code;
}
