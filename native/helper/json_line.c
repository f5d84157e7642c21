/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the role's line. Field names and units are the published contract. */
#include "json_line.h"

#include <inttypes.h>
#include <unistd.h>

void json_string(FILE *out, const char *text) {
  fputc('"', out);
  for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\')
      fprintf(out, "\\%c", *c);
    else if (*c < 0x20 || *c == 0x7f)
      fprintf(out, "\\u%04x", *c);
    else
      fputc(*c, out);
  }
  fputc('"', out);
}

void json_error(FILE *out, const struct outcome *outcome) {
  if (outcome->exit_code == EXIT_DONE) {
    fputs("null", out);
    return;
  }
  fputs("{\"code\":", out);
  json_string(out, outcome->code);
  fputs(",\"operation\":", out);
  json_string(out, outcome->operation);
  fputs(",\"text\":", out);
  json_string(out, outcome->text);
  fputc('}', out);
}

void json_oracle(FILE *out, const struct oracle *oracle) {
  const char *verdict = !oracle_has_verdict(oracle) ? "not-run"
                        : oracle_passed(oracle)     ? "pass"
                                                    : "fail";
  fprintf(out,
          "{\"verdict\":\"%s\",\"method\":\"%s\",\"received_count\":%" PRIu64
          ",\"identity_checked\":%" PRIu64 ",\"description_checked\":%" PRIu64
          ",\"wrong_identity\":%" PRIu64 ",\"wrong_description\":%" PRIu64
          ",\"not_close_on_exec\":%" PRIu64 ",\"open_before\":%d,\"open_after\":%d,\"complaint\":",
          verdict, oracle_method_name(oracle->method), oracle->received_count,
          oracle->identity_checked, oracle->description_checked, oracle->wrong_identity,
          oracle->wrong_description, oracle->not_close_on_exec, oracle->open_before,
          oracle->open_after);
  json_string(out, oracle_complaint(oracle));
  fputc('}', out);
}

void json_usage(FILE *out, const struct usage *usage) {
  fprintf(out,
          "{\"user_ns\":%" PRId64 ",\"system_ns\":%" PRId64 ",\"voluntary_switches\":%" PRId64
          ",\"involuntary_switches\":%" PRId64 ",\"minor_faults\":%" PRId64
          ",\"major_faults\":%" PRId64 ",\"migrations\":",
          usage->user_ns, usage->system_ns, usage->voluntary_switches, usage->involuntary_switches,
          usage->minor_faults, usage->major_faults);
  if (usage->migrations < 0)
    fputs("null", out);
  else
    fprintf(out, "%" PRId64, usage->migrations);
  fprintf(out, ",\"max_rss_bytes\":%" PRId64 "}", usage->max_rss_bytes);
}

/* Only where there are any: a line without one of these words comes from a launch without it. */
static void json_optional(FILE *out, const struct role *role) {
  const struct work_done *work = &role->work_done;
  if (role->plan->inject_ns > 0) fprintf(out, ",\"injected_ns\":%" PRIu64, role->plan->inject_ns);
  if (role->plan->patience_ms > 0)
    fprintf(out, ",\"outcomes\":{\"held\":%" PRIu64 ",\"lost\":%" PRIu64 ",\"stale\":%" PRIu64 "}",
            role->transfers_done - role->lost, role->lost, role->stale);
  if (role->closed_count > 0) fprintf(out, ",\"closed_count\":%" PRIu64, role->closed_count);
  if (role->execs > 0) fprintf(out, ",\"execs\":%" PRIu64, role->execs);
  if (role->threads_done.span_ns > 0)
    fprintf(out, ",\"threads\":{\"rounds\":%" PRIu64 ",\"span_ns\":%" PRIu64 "}",
            role->threads_done.rounds, role->threads_done.span_ns);
  if (work->span_ns > 0)
    fprintf(out,
            ",\"work\":{\"requests\":%" PRIu64 ",\"busy_ns\":%" PRIu64 ",\"span_ns\":%" PRIu64 "}",
            work->requests, work->busy_ns, work->span_ns);
}

void json_role_line(FILE *out, const char *role_name, const struct role *role,
                    const struct clock_facts *clock, const struct outcome *outcome) {
  fprintf(out, "{\"protocol\":%d,\"role\":\"%s\",\"status\":\"%s\",\"pid\":%d,\"cpu\":%d",
          PROTOCOL_VERSION, role_name, outcome->status, getpid(), role->cpu);
  fprintf(out, ",\"transfers\":%" PRIu64 ",\"messages\":%" PRIu64, role->transfers_done,
          role->messages_done);
  json_optional(out, role);
  fputs(",\"oracle\":", out);
  json_oracle(out, &role->oracle);
  fputs(",\"usage\":", out);
  json_usage(out, &role->usage);
  fprintf(out,
          ",\"clock\":{\"cost_ns\":%.2f,\"quantum_ns\":%" PRIu64 "},\"error\":", clock->cost_ns,
          clock->quantum_ns);
  json_error(out, outcome);
  fputs("}\n", out);
}
