/* SPDX-License-Identifier: Apache-2.0 */
/* From the flags of `serve` to its two lines: ready, and what it did. */
#include "serve_command.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "../core/announcement.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../service/ports.h"
#include "../service/service.h"
#include "json_line.h"
#include "outcome.h"
#include "plan_flags.h"

struct serve_flags {
  struct service_plan plan;
  int deadline_ms;
};

static bool complain(const char *what, const char *word) {
  fprintf(stderr, "handover-helper serve: %s%s\n", what, word);
  return false;
}

static bool read_int(const char *word, uint32_t min, uint32_t max, int *ret) {
  uint32_t number;
  if (!count_parse(word, min, max, &number)) return false;
  *ret = (int)number;
  return true;
}

static bool read_number(int flag, const char *word, struct serve_flags *ret) {
  struct service_plan *plan = &ret->plan;
  uint32_t port;
  switch (flag) {
    case 'n': return count_parse(word, 0, UINT32_MAX - 1, &plan->generation);
    case 'l': return count_parse(word, 1, PORTS_MAX, &plan->listeners);
    case 'p':
      if (!count_parse(word, 0, UINT16_MAX, &port)) return false;
      plan->port_first = (uint16_t)port;
      return true;
    case 'b': return read_int(word, 1, 1 << 20, &plan->backlog);
    case 's': return number_parse(word, 0, UINT64_C(1000000000), &plan->service_ns);
    case 'c': return read_int(word, 0, 1 << 20, &plan->channel);
    case 'q': return read_int(word, 1, 1 << 30, &plan->pulls_from);
    case 'T': return count_parse(word, 0, 600000, &plan->trial_ms);
    case 'P': return count_parse(word, 1, 600000, &plan->patience_ms);
    case 'D': return count_parse(word, 0, 600000, &plan->drain_ms);
    default: return read_int(word, 1, 3600 * 1000, &ret->deadline_ms);
  }
}

static bool read_flag(int flag, const char *word, struct serve_flags *ret) {
  struct service_plan *plan = &ret->plan;
  switch (flag) {
    case 'u': return plan->is_datagram = true;
    case 'h': return plan->keeps_ghost = true;
    case 'x': return plan->shuts_down = true;
    case 'g': plan->gives = arm_find(word); return plan->gives != NULL;
    case 't': plan->takes = arm_find(word); return plan->takes != NULL;
    case 'f': plan->find_ports = word; return true;
    case 'k': return phase_parse(word, &plan->die_at);
    case 'o': return phase_parse(word, &plan->stop_at);
    default: return read_number(flag, word, ret);
  }
}

static const struct option flags[] = {
    {"generation", required_argument, NULL, 'n'},  {"listeners", required_argument, NULL, 'l'},
    {"port-first", required_argument, NULL, 'p'},  {"backlog", required_argument, NULL, 'b'},
    {"service-ns", required_argument, NULL, 's'},  {"datagrams", no_argument, NULL, 'u'},
    {"gives", required_argument, NULL, 'g'},       {"takes", required_argument, NULL, 't'},
    {"channel-fd", required_argument, NULL, 'c'},  {"pulls-from", required_argument, NULL, 'q'},
    {"find-ports", required_argument, NULL, 'f'},  {"trial-ms", required_argument, NULL, 'T'},
    {"patience-ms", required_argument, NULL, 'P'}, {"drain-ms", required_argument, NULL, 'D'},
    {"keeps-ghost", no_argument, NULL, 'h'},       {"shuts-down", no_argument, NULL, 'x'},
    {"die-at", required_argument, NULL, 'k'},      {"stop-at", required_argument, NULL, 'o'},
    {"deadline-ms", required_argument, NULL, 'd'}, {NULL, no_argument, NULL, 0}};

/* What the flags must be to each other; NULL: nothing is wrong. */
static const char *rule_broken(const struct service_plan *plan) {
  if (plan->takes != NULL && plan->gives != NULL)
    return "--gives and --takes: one service does one";
  if (plan->takes != NULL && plan->channel < 0) return "--takes needs --channel-fd";
  if ((plan->pulls_from > 0) != (plan->find_ports != NULL))
    return "--pulls-from and --find-ports need each other";
  if (plan->pulls_from > 0 && plan->takes != NULL)
    return "--pulls-from takes without asking, --takes is given: one of them";
  if (plan->port_first > 0 && plan->port_first + plan->listeners > UINT16_MAX + 1U)
    return "--port-first: there are not so many ports above it";
  return NULL;
}

static bool parse(int count, char **words, struct serve_flags *ret) {
  *ret = (struct serve_flags){.plan = {.generation = 1,
                                       .listeners = 1,
                                       .backlog = 4096,
                                       .channel = -1,
                                       .trial_ms = 100,
                                       .patience_ms = 2000,
                                       .drain_ms = 2000},
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
  const char *broken = rule_broken(&ret->plan);
  return broken == NULL || complain(broken, "");
}

static void print_opening(const struct service_loop *service, const char *status) {
  printf("{\"protocol\":%d,\"role\":\"service\",\"generation\":%u,\"pid\":%d,\"status\":\"%s\"",
         PROTOCOL_VERSION, service->plan->generation, getpid(), status);
}

static void say_ready(const struct service_loop *service) {
  print_opening(service, "ready");
  printf(",\"ports\":[");
  for (uint32_t i = 0; i < service->listener_count; i++)
    printf("%s%u", i > 0 ? "," : "", service->listeners[i].port);
  printf("]}\n");
  fflush(stdout);
}

/* As text: a number of JSON is exact up to 2^53 only, which a machine reaches after 104 days. */
static void print_instant(const char *name, uint64_t ns, const char *separator) {
  printf("\"%s\":", name);
  if (ns == 0)
    printf("null%s", separator);
  else
    printf("\"%" PRIu64 "\"%s", ns, separator);
}

static void print_instants(const struct service_instants *instants) {
  printf(",\"instants\":{");
  print_instant("go", instants->go_ns, ",");
  print_instant("given", instants->given_ns, ",");
  print_instant("holding", instants->holding_ns, ",");
  print_instant("accepting", instants->accepting_ns, ",");
  print_instant("stopped", instants->stopped_ns, ",");
  print_instant("moved", instants->moved_ns, ",");
  print_instant("closed", instants->closed_ns, ",");
  print_instant("first_accept", instants->first_accept_ns, ",");
  print_instant("last_accept", instants->last_accept_ns, "}");
}

static int compare_ns(const void *one, const void *other) {
  uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;
  return a < b ? -1 : a > b;
}

/* Order statistics: the value that so many per cent of all do not exceed. */
static uint64_t pause_at(const struct service_loop *service, size_t percent) {
  size_t rank = (service->pause_count * percent + 99) / 100;
  return service->pauses_ns[rank > 0 ? rank - 1 : 0];
}

static void print_pauses(struct service_loop *service) {
  if (service->pause_count == 0) return;
  qsort(service->pauses_ns, service->pause_count, sizeof *service->pauses_ns, compare_ns);
  printf(",\"pauses\":{\"streams\":%zu,\"p50_ns\":%" PRIu64 ",\"p99_ns\":%" PRIu64
         ",\"max_ns\":%" PRIu64 "}",
         service->pause_count, pause_at(service, 50), pause_at(service, 99),
         pause_at(service, 100));
}

static void print_line(struct service_loop *service, const struct outcome *outcome) {
  const struct service_counts *counts = &service->counts;
  print_opening(service, outcome->status);
  printf(",\"counts\":{\"accepted\":%" PRIu64 ",\"answered\":%" PRIu64 ",\"unanswered\":%" PRIu64
         ",\"streams_given\":%" PRIu64 ",\"streams_taken\":%" PRIu64 ",\"accept_failures\":%" PRIu64
         ",\"ghost_wakeups\":%" PRIu64 ",\"resumed\":%" PRIu64 ",\"wrong\":%" PRIu64 "}",
         counts->accepted, counts->answered, counts->unanswered, counts->streams_given,
         counts->streams_taken, counts->accept_failures, counts->ghost_wakeups, counts->resumed,
         counts->wrong);
  print_instants(&service->instants);
  print_pauses(service);
  struct usage since_go = usage_between(service->usage_at_go, usage_now());
  printf(",\"usage_since_go\":");
  json_usage(stdout, &since_go);
  printf(",\"error\":");
  json_error(stdout, outcome);
  printf("}\n");
}

int serve_main(int count, char **words) {
  /* Static: it holds the table of listeners. */
  static struct service_loop service;
  static struct serve_flags given;
  if (!parse(count, words, &given)) return EXIT_USAGE;
  /* Also stopped, it does not outlive who started it; one that is inherited from outlives its starter by design. */
  bool is_inheritor = given.plan.takes != NULL && given.plan.takes->kind == ARM_INHERIT;
  if (!is_inheritor) prctl(PR_SET_PDEATHSIG, SIGKILL);
  int code = interruption_install(given.deadline_ms);
  if (code < 0) code = failed_at("sigaction", code);
  if (code == 0) code = service_run(&given.plan, say_ready, &service);
  service.plan = &given.plan;
  struct outcome outcome = outcome_of_code(code);
  if (outcome.exit_code != EXIT_DONE) fprintf(stderr, "handover-helper serve: %s\n", outcome.text);
  print_line(&service, &outcome);
  free(service.pauses_ns);
  return fflush(stdout) != 0 ? EXIT_FAILED : outcome.exit_code;
}
