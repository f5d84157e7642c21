/* SPDX-License-Identifier: Apache-2.0 */
/* Runs of `silent` in a test. */
#ifndef HANDOVER_SILENT_IN_TEST_H
#define HANDOVER_SILENT_IN_TEST_H

#include "../silent/silent.h"

enum { SILENT_TEST_TRANSFERS = 50 };

/* Few transfers of 1..4 descriptors, no churn, no pressure. */
struct silent_plan silent_plan_for(const struct carrier *carrier);

/* Returns what silent_run does; skips the test where pulling is not allowed. */
int run_silent(const struct silent_plan *plan, long deadline_ms, struct silent_report *ret);

/* A run that must come to its end, leak nothing and add up. */
struct silent_ledger run_silent_ledger(const struct silent_plan *plan);

/* The same of silent_plan_for(carrier). */
struct silent_ledger run_silent_faulty(const struct carrier *carrier);

#endif
