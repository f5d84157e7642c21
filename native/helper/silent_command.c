/* SPDX-License-Identifier: Apache-2.0 */
/* Flags in, one run of transfers, one line out. */
#include "silent_command.h"

#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <sys/prctl.h>

#include "../core/announcement.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "json_line.h"
#include "plan_flags.h"

enum flag {
  FLAG_CARE = 1,
  FLAG_MECHANISM,
  FLAG_TRANSFERS,
  FLAG_BATCH_MAX,
  FLAG_TABLE,
  FLAG_CHURN,
  FLAG_FREE_MAX,
  FLAG_SEED,
  FLAG_DONOR_CPU,
  FLAG_RECEIVER_CPU,
  FLAG_DEADLINE_MS,
};

static const struct option flags[] = {
    {"care", required_argument, NULL, FLAG_CARE},
    {"mechanism", required_argument, NULL, FLAG_MECHANISM},
    {"transfers", required_argument, NULL, FLAG_TRANSFERS},
    {"batch-max", required_argument, NULL, FLAG_BATCH_MAX},
    {"table", required_argument, NULL, FLAG_TABLE},
    {"churn", required_argument, NULL, FLAG_CHURN},
    {"free-max", required_argument, NULL, FLAG_FREE_MAX},
    {"seed", required_argument, NULL, FLAG_SEED},
    {"donor-cpu", required_argument, NULL, FLAG_DONOR_CPU},
    {"receiver-cpu", required_argument, NULL, FLAG_RECEIVER_CPU},
    {"deadline-ms", required_argument, NULL, FLAG_DEADLINE_MS},
    {NULL, no_argument, NULL, 0},
};

enum { CPU_MAX = 1 << 16, DEADLINE_MAX_MS = 3600 * 1000 };

struct words_given {
  const char *care, *mechanism;
};

static bool complain(const char *sentence, const char *word) {
  fprintf(stderr, "handover-helper silent: %s%s\n", sentence, word);
  return false;
}

static bool read_int(const char *word, uint32_t min, uint32_t max, int *ret) {
  uint32_t number;
  if (!count_parse(word, min, max, &number)) return false;
  *ret = (int)number;
  return true;
}

static bool read_flag(int flag, const char *word, struct words_given *names,
                      struct silent_plan *ret) {
  int number;
  switch (flag) {
    case FLAG_CARE: names->care = word; return true;
    case FLAG_MECHANISM: names->mechanism = word; return true;
    case FLAG_TRANSFERS: return count_parse(word, 1, SILENT_TRANSFERS_MAX, &ret->transfers);
    case FLAG_BATCH_MAX: return count_parse(word, 1, SILENT_BATCH_MAX, &ret->batch_max);
    case FLAG_TABLE: return count_parse(word, 1, SILENT_TABLE_MAX, &ret->table);
    case FLAG_CHURN: return count_parse(word, 0, SILENT_CHURN_MAX, &ret->churn);
    case FLAG_FREE_MAX: return read_int(word, 0, SILENT_FREE_MAX, &ret->free_max);
    case FLAG_SEED: return number_parse(word, 0, UINT64_MAX, &ret->seed);
    case FLAG_DONOR_CPU: return read_int(word, 0, CPU_MAX, &ret->donor_cpu);
    case FLAG_RECEIVER_CPU: return read_int(word, 0, CPU_MAX, &ret->receiver_cpu);
    case FLAG_DEADLINE_MS:
      if (!read_int(word, 1, DEADLINE_MAX_MS, &number)) return false;
      ret->deadline_ms = number;
      return true;
    default: return false;
  }
}

bool silent_command_parse(int count, char **words, struct silent_plan *ret) {
  struct words_given names = {NULL, NULL};
  *ret = (struct silent_plan){.transfers = 10000,
                              .batch_max = 8,
                              .table = 256,
                              .free_max = -1,
                              .seed = 1,
                              .donor_cpu = -1,
                              .receiver_cpu = -1,
                              .deadline_ms = 60000};
  opterr = 0;
  optind = 1;
  for (;;) {
    int flag = getopt_long(count, words, "", flags, NULL);
    if (flag == -1) break;
    if (flag == '?' || flag == ':')
      return complain("unknown flag or missing value: ", words[optind - 1]);
    if (!read_flag(flag, optarg, &names, ret))
      return complain("a flag does not take this value: ", optarg);
  }
  if (optind < count) return complain("this is not a flag: ", words[optind]);
  if (names.care == NULL || names.mechanism == NULL)
    return complain("--care naive|safe and --mechanism scm_rights|pidfd_getfd are required", "");
  if (ret->batch_max > ret->table)
    return complain("--table must have as many entries as --batch-max", "");
  ret->carrier = carrier_find(names.care, names.mechanism);
  return ret->carrier != NULL || complain("no such care and mechanism: ", names.mechanism);
}

static void print_ledger(FILE *out, const struct silent_ledger *ledger) {
  fprintf(out,
          "{\"meant\":%" PRIu64 ",\"right\":%" PRIu64 ",\"truncated\":%" PRIu64 ",\"lost\":%" PRIu64
          ",\"swapped\":%" PRIu64 ",\"refused\":%" PRIu64 ",\"surplus\":%" PRIu64
          ",\"inheritable\":%" PRIu64 ",\"whole\":%" PRIu64 ",\"spoiled\":%" PRIu64
          ",\"refusals\":%" PRIu64 ",\"unacknowledged\":%" PRIu64 "}",
          ledger->meant, ledger->right, ledger->truncated, ledger->lost, ledger->swapped,
          ledger->refused, ledger->surplus, ledger->inheritable, ledger->whole, ledger->spoiled,
          ledger->refusals, ledger->unacknowledged);
}

void silent_json_line(FILE *out, const struct silent_plan *plan, const struct silent_report *report,
                      const struct outcome *outcome) {
  fprintf(out,
          "{\"protocol\":%d,\"role\":\"silent\",\"care\":\"%s\",\"mechanism\":\"%s\",\"status\":"
          "\"%s\",\"donor_cpu\":%d,\"receiver_cpu\":%d,\"transfers\":%" PRIu32 ",\"ledger\":",
          PROTOCOL_VERSION, plan->carrier->care, plan->carrier->mechanism, outcome->status,
          plan->donor_cpu, plan->receiver_cpu, report->transfers_done);
  print_ledger(out, &report->ledger);
  fprintf(out,
          ",\"donor_leaked\":%d,\"receiver_leaked\":%d,\"replaced\":%" PRIu64
          ",\"span_ns\":%" PRIu64 ",\"error\":",
          report->donor_leaked, report->receiver_leaked, report->replaced, report->span_ns);
  json_error(out, outcome);
  fputs("}\n", out);
}

int silent_main(int count, char **words) {
  struct silent_plan plan;
  struct silent_report report = {0};
  if (!silent_command_parse(count, words, &plan)) return EXIT_USAGE;
  /* Whoever started us is the only one who reads our line. */
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  int code = interruption_install(plan.deadline_ms);
  if (code < 0) code = failed_at("sigaction", code);
  if (code == 0) code = silent_run(&plan, &report);
  bool only_saw_it_go = interruption_pending() == INTERRUPTION_PEER_GONE;
  struct outcome outcome = code < 0 && report.donor_failed && only_saw_it_go
                               ? outcome_of_failure(code)
                               : outcome_of_code(code);
  if (outcome.exit_code != EXIT_DONE) fprintf(stderr, "handover-helper silent: %s\n", outcome.text);
  silent_json_line(stdout, &plan, &report, &outcome);
  return fflush(stdout) != 0 ? EXIT_FAILED : outcome.exit_code;
}
