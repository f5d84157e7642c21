/* SPDX-License-Identifier: Apache-2.0 */
/* From the flags of `load` to its two lines: ready, with the instant at which the first is due, and what it counted. */
#include "clients_command.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "../clients/clients.h"
#include "../core/announcement.h"
#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/process_facts.h"
#include "../core/usage.h"
#include "json_line.h"
#include "outcome.h"
#include "plan_flags.h"

/* Between the line that says when, and then. */
enum { LEAD_NS = 50 * 1000 * 1000 };

struct clients_flags {
  const struct clients *kind;
  struct clients_plan plan;
  int deadline_ms;
};

bool clients_are_meant(int count, char **words) {
  for (int i = 1; i + 1 < count; i++)
    if (strcmp(words[i], "--kind") == 0) return clients_find(words[i + 1]) != NULL;
  return false;
}

static bool complain(const char *what, const char *word) {
  fprintf(stderr, "handover-helper load: %s%s\n", what, word);
  return false;
}

static bool read_flag(int flag, const char *word, struct clients_flags *ret) {
  struct clients_plan *plan = &ret->plan;
  uint32_t number;
  switch (flag) {
    case 'k': ret->kind = clients_find(word); return ret->kind != NULL;
    case 'p': return port_list_parse(word, &plan->ports);
    case 'a': return arrivals_parse(word, &plan->arrivals) && plan->arrivals != ARRIVALS_CLOSED;
    case 'r':
      if (!count_parse(word, 1, 1000000, &number)) return false;
      plan->rate_per_second = number;
      return true;
    case 's': return number_parse(word, 0, UINT32_MAX, &plan->seed);
    case 'f': return count_parse(word, 1, 600000, &plan->for_ms);
    case 't': return count_parse(word, 1, 600000, &plan->timeout_ms);
    case 'q': return count_parse(word, 1, 1000, &plan->requests);
    case 'n': return count_parse(word, 1, 100000, &plan->streams);
    case 'u': return count_parse(word, 0, 10000, &plan->unread);
    case 'l':
      if (!count_parse(word, 0, 1 << 20, &number)) return false;
      plan->log_fd = (int)number;
      return true;
    default:
      if (!count_parse(word, 1, 3600 * 1000, &number)) return false;
      ret->deadline_ms = (int)number;
      return true;
  }
}

static const struct option flags[] = {{"kind", required_argument, NULL, 'k'},
                                      {"ports", required_argument, NULL, 'p'},
                                      {"arrivals", required_argument, NULL, 'a'},
                                      {"rate-per-second", required_argument, NULL, 'r'},
                                      {"seed", required_argument, NULL, 's'},
                                      {"for-ms", required_argument, NULL, 'f'},
                                      {"timeout-ms", required_argument, NULL, 't'},
                                      {"requests", required_argument, NULL, 'q'},
                                      {"streams", required_argument, NULL, 'n'},
                                      {"unread", required_argument, NULL, 'u'},
                                      {"log-fd", required_argument, NULL, 'l'},
                                      {"deadline-ms", required_argument, NULL, 'd'},
                                      {NULL, no_argument, NULL, 0}};

static bool parse(int count, char **words, struct clients_flags *ret) {
  *ret = (struct clients_flags){.plan = {.arrivals = ARRIVALS_CONSTANT,
                                         .rate_per_second = 1000,
                                         .seed = 1,
                                         .for_ms = 1000,
                                         .timeout_ms = 5000,
                                         .requests = 1,
                                         .streams = 1,
                                         .log_fd = -1},
                                .deadline_ms = 60000};
  opterr = 0;
  optind = 1;
  for (;;) {
    int flag = getopt_long(count, words, "", flags, NULL);
    if (flag == -1) break;
    if (flag == '?') return complain("unknown flag or missing value: ", words[optind - 1]);
    if (!read_flag(flag, optarg, ret)) return complain("a flag does not take this: ", optarg);
  }
  if (optind < count) return complain("not a flag: ", words[optind]);
  if (ret->plan.ports.count == 0) return complain("--ports is missing", "");
  if (ret->plan.log_fd < 0) return complain("--log-fd is missing", "");
  return clients_by_schedule(&ret->plan) > 0 || complain("--for-ms: nothing is due in it", "");
}

static void print_opening(const struct clients_flags *given, const char *status) {
  printf("{\"protocol\":%d,\"role\":\"clients\",\"kind\":\"%s\",\"status\":\"%s\"",
         PROTOCOL_VERSION, given->kind->name, status);
}

static int offer(const struct clients_flags *given, struct client_log *log,
                 struct clients_done *ret) {
  int code = raise_descriptor_limit();
  if (code == 0) code = client_log_map(given->plan.log_fd, given->kind->count(&given->plan), log);
  if (code == 0) code = given->kind->prepare(&given->plan, log);
  if (code < 0) return code;
  uint64_t origin_ns = now_ns() + LEAD_NS;
  print_opening(given, "ready");
  printf(",\"origin\":\"%" PRIu64 "\",\"offered\":%zu}\n", origin_ns, log->count);
  if (fflush(stdout) != 0) return failed_at("write", -EIO);
  return given->kind->offer(&given->plan, log, origin_ns, ret);
}

/* Counted from the log, and not beside it: what is told here is what is there. */
static void count_outcomes(const struct client_log *log, struct clients_done *ret) {
  for (size_t i = 0; log->entries != NULL && i < log->count; i++)
    ret->outcomes[log->entries[i].outcome % OUTCOMES]++;
}

static void print_line(const struct clients_flags *given, const struct client_log *log,
                       const struct clients_done *done, const struct outcome *outcome) {
  print_opening(given, outcome->status);
  printf(",\"offered\":%zu,\"outcomes\":{", log->count);
  for (int i = 0; i < OUTCOMES; i++)
    printf("%s\"%s\":%" PRIu64, i > 0 ? "," : "", client_outcome_names[i], done->outcomes[i]);
  printf("},\"connected\":%" PRIu64 ",\"doubled\":%" PRIu64 ",\"in_flight_max\":%" PRIu64
         ",\"late_max_ns\":%" PRIu64 ",\"usage\":",
         done->connected, done->doubled, done->in_flight_max, done->late_max_ns);
  struct usage usage = usage_now();
  json_usage(stdout, &usage);
  printf(",\"error\":");
  json_error(stdout, outcome);
  printf("}\n");
}

int clients_main(int count, char **words) {
  static struct clients_flags given;
  struct client_log log = {0};
  struct clients_done done = {0};
  if (!parse(count, words, &given)) return EXIT_USAGE;
  /* Whoever started us is the only one who reads our log. */
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  int code = interruption_install(given.deadline_ms);
  if (code < 0) code = failed_at("sigaction", code);
  if (code == 0) code = offer(&given, &log, &done);
  struct outcome outcome = outcome_of_code(code);
  count_outcomes(&log, &done);
  if (outcome.exit_code != EXIT_DONE) fprintf(stderr, "handover-helper load: %s\n", outcome.text);
  print_line(&given, &log, &done, &outcome);
  given.kind->end();
  client_log_unmap(&log);
  return fflush(stdout) != 0 ? EXIT_FAILED : outcome.exit_code;
}
