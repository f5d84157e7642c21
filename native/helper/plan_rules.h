/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the plan's flags, and which of them go together. */
#ifndef HANDOVER_PLAN_RULES_H
#define HANDOVER_PLAN_RULES_H

#include "arguments.h"

/* Each in the order of its enum, ends with NULL. */
extern const char *const channel_type_words[];
extern const char *const meet_words[];
extern const char *const acknowledge_words[];
extern const char *const numbers_words[];
extern const char *const pidfd_source_words[];
extern const char *const pidfd_life_words[];
extern const char *const arrivals_words[];
extern const char *const initiator_words[];
extern const char *const service_words[];

/* NULL when the arguments make sense together, else a sentence. */
const char *plan_rule_broken(const struct arguments *arguments);

#endif
