/* SPDX-License-Identifier: Apache-2.0 */
/* Percentiles of one launch for people and scripts that have no statistics of their own. */
#ifndef HANDOVER_LAUNCH_SUMMARY_H
#define HANDOVER_LAUNCH_SUMMARY_H

#include <stdbool.h>

#include "../core/sample_log.h"
#include "../core/transfer_plan.h"

struct launch_summary {
  double p50_ns, p90_ns, p99_ns;
};

/* Type-7 quantiles (Hyndman and Fan 1996) of holding − start over the recorded transfers. False when
 * a transfer has no such interval, or there is no memory. */
bool launch_summarise(const struct sample_log *log, const struct transfer_plan *plan,
                      struct launch_summary *ret);

#endif
