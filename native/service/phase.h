/* SPDX-License-Identifier: Apache-2.0 */
/* The phases of a handover at which a process can be made to die or to stop, so that "killed in the middle" is a
 * place and not a matter of luck. A process kills itself by SIGKILL: nothing of it runs afterwards, as when somebody
 * else does. */
#ifndef HANDOVER_PHASE_H
#define HANDOVER_PHASE_H

#include <stdbool.h>

enum phase {
  PHASE_NONE,
  PHASE_ORDERED,   /* old: it was told to hand over, and nothing has been sent */
  PHASE_GIVEN,     /* old: everything is sent, nobody has acknowledged */
  PHASE_RELEASING, /* old: acknowledged; it has stopped accepting and still holds its listeners */
  PHASE_RELEASED,  /* old: its listeners are closed, its connections not yet */
  PHASE_ASKED,     /* new: a message is there, nothing is taken */
  PHASE_HOLDING,   /* new: it holds all listeners and does not accept yet */
  PHASE_ACCEPTING, /* new: it accepts and has not acknowledged */
  PHASE_TRIAL,     /* new: it has acknowledged; the old one has not closed yet */
  PHASE_COMMITTED, /* new: it has told the old one to close */
};

/* "ordered", …; false for another word. */
bool phase_parse(const char *word, enum phase *ret_phase);

/* SIGKILL or SIGSTOP of this process where the plan says so. */
struct service_plan;
void phase_reached(const struct service_plan *plan, enum phase phase);

#endif
