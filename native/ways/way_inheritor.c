/* SPDX-License-Identifier: Apache-2.0 */
/* The program that inherits: stamps that it holds, then asks its descriptors what they are, and tells the donor. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "../core/clock.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/meeting.h"
#include "inheritance.h"
#include "way_loop.h"

const char inheritor_word[] = "way-inheritor";

struct inheritor {
  long long words[INHERITOR_ARGUMENTS];
  uint64_t holding_ns;
  struct way_plan plan;
  struct way_side side;
  struct oracle oracle;
};

int findings_tell(int channel, int code, const struct oracle *oracle) {
  struct findings findings;
  memset(&findings, 0, sizeof findings); /* with its padding: all of it is sent */
  findings.header.type = MESSAGE_BYE;
  findings.code = code;
  if (code < 0) snprintf(findings.operation, sizeof findings.operation, "%s", failed_operation());
  findings.oracle = *oracle;
  findings.oracle.expected = NULL;
  findings.usage = usage_now();
  /* It was put on its CPU once, by itself: that is no migration that anybody should be warned of. */
  findings.usage.migrations = 0;
  return send_message(channel, &findings, sizeof findings, NULL, 0);
}

void findings_add(struct oracle *sum, const struct oracle *part) {
  if (part->method != ORACLE_NOT_RUN) sum->method = part->method;
  sum->received_count += part->received_count;
  sum->identity_checked += part->identity_checked;
  sum->description_checked += part->description_checked;
  sum->wrong_identity += part->wrong_identity;
  sum->wrong_description += part->wrong_description;
  sum->not_close_on_exec += part->not_close_on_exec;
}

static bool read_words(int count, char **words, long long *ret) {
  if (count != INHERITOR_ARGUMENTS) return false;
  for (int i = 0; i < INHERITOR_ARGUMENTS; i++) {
    char *end;
    ret[i] = strtoll(words[i], &end, 10);
    if (end == words[i] || *end != '\0' || ret[i] < 0) return false;
  }
  return ret[INHERITOR_BATCH] >= 1 && ret[INHERITOR_BATCH] <= WAY_BATCH_MAX;
}

static bool environment_says(const char *name, long long value) {
  const char *text = getenv(name);
  return text != NULL && strtoll(text, NULL, 10) == value;
}

/* As sd_listen_fds(3) does it: whoever forked us on the way must not take them for its own. */
static int check_environment(const struct inheritor *inheritor) {
  bool is_ours = environment_says("LISTEN_PID", getpid()) &&
                 environment_says("LISTEN_FDS", inheritor->plan.batch);
  return is_ours ? 0 : failed_at("LISTEN_FDS", -EINVAL);
}

static int look(struct inheritor *inheritor) {
  struct way_side *side = &inheritor->side;
  uint32_t sequence = (uint32_t)inheritor->words[INHERITOR_SEQUENCE];
  /* First: a message that is left unread would turn what we have to say into a reset (unix(7), ECONNRESET). */
  int code = meeting_receive_identities(side->channel, side->expected, inheritor->plan.batch);
  if (code == 0) code = check_environment(inheritor);
  if (code == 0)
    code = sample_log_map(inherited_samples(inheritor->plan.batch), way_total(&inheritor->plan),
                          &side->log);
  if (code < 0) return code;
  if (sequence >= way_total(&inheritor->plan)) return failed_at("sample log size", -EINVAL);
  stamp(&side->log, INSTANT_HOLDING, sequence, inheritor->holding_ns);
  code = way_check_numbers(side, sequence);
  way_close_numbers(side);
  stamp(&side->log, INSTANT_RELEASED, sequence, now_ns());
  return code;
}

static void set_up(struct inheritor *inheritor) {
  const long long *words = inheritor->words;
  inheritor->plan = (struct way_plan){.batch = (uint32_t)words[INHERITOR_BATCH],
                                      .warmup = (uint32_t)words[INHERITOR_WARMUP],
                                      .transfers = (uint32_t)words[INHERITOR_TRANSFERS]};
  struct way_side *side = &inheritor->side;
  *side = way_side_new(&way_inherit_exec, &inheritor->plan);
  side->channel = inherited_channel(inheritor->plan.batch);
  for (uint32_t i = 0; i < inheritor->plan.batch; i++) side->fds[i] = INHERITED_FIRST + (int)i;
  side->oracle = &inheritor->oracle;
  inheritor->oracle = (struct oracle){.expected = side->expected,
                                      .batch = inheritor->plan.batch,
                                      .donor_pid = (pid_t)words[INHERITOR_DONOR_PID]};
}

int way_inheritor_main(int count, char **words) {
  static struct inheritor inheritor;
  inheritor.holding_ns = now_ns();
  if (!read_words(count, words, inheritor.words)) {
    fputs("handover-helper way-inheritor: only `way --way inherit_exec` starts this\n", stderr);
    return 2;
  }
  /* Not before: none of it belongs into the interval. */
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  interruption_install((long)inheritor.words[INHERITOR_DEADLINE_MS]);
  set_up(&inheritor);
  int code = look(&inheritor);
  int told = findings_tell(inheritor.side.channel, code, &inheritor.oracle);
  way_side_end(&inheritor.side);
  return code < 0 || told < 0 ? 1 : 0;
}
