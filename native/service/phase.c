/* SPDX-License-Identifier: Apache-2.0 */
/* Names of the phases, and what happens at one. */
#include "phase.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>

#include "service_plan.h"

static const char *const names[] = {
    [PHASE_NONE] = "none",           [PHASE_ORDERED] = "ordered",     [PHASE_GIVEN] = "given",
    [PHASE_RELEASING] = "releasing", [PHASE_RELEASED] = "released",   [PHASE_ASKED] = "asked",
    [PHASE_HOLDING] = "holding",     [PHASE_ACCEPTING] = "accepting", [PHASE_TRIAL] = "trial",
    [PHASE_COMMITTED] = "committed",
};

bool phase_parse(const char *word, enum phase *ret_phase) {
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (strcmp(word, names[i]) != 0) continue;
    *ret_phase = (enum phase)i;
    return true;
  }
  return false;
}

void phase_reached(const struct service_plan *plan, enum phase phase) {
  if (plan->die_at == phase) raise(SIGKILL);
  if (plan->stop_at == phase) raise(SIGSTOP);
}
