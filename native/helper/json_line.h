/* SPDX-License-Identifier: Apache-2.0 */
/* The one line that a role prints when it ends (docs/helper-protocol.md). */
#ifndef HANDOVER_JSON_LINE_H
#define HANDOVER_JSON_LINE_H

#include <stdio.h>

#include "../core/clock.h"
#include "outcome.h"

/* A quoted JSON string, control characters escaped. */
void json_string(FILE *out, const char *text);

/* `null`, or {"code":…,"operation":…,"text":…}. */
void json_error(FILE *out, const struct outcome *outcome);

/* Nested objects, the same in every line that has them. */
void json_oracle(FILE *out, const struct oracle *oracle);
void json_usage(FILE *out, const struct usage *usage);

void json_role_line(FILE *out, const char *role_name, const struct role *role,
                    const struct clock_facts *clock, const struct outcome *outcome);

#endif
