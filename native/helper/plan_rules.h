/* SPDX-License-Identifier: Apache-2.0 */
/* Which flags go together. */
#ifndef HANDOVER_PLAN_RULES_H
#define HANDOVER_PLAN_RULES_H

#include "arguments.h"

/* NULL when the arguments make sense together, else a sentence. */
const char *plan_rule_broken(const struct arguments *arguments);

#endif
