/* SPDX-License-Identifier: Apache-2.0 */
/* One launch's percentiles. */
#include "launch_summary.h"

#include <math.h>
#include <stdlib.h>

static int by_size(const void *one, const void *other) {
  double a = *(const double *)one, b = *(const double *)other;
  return (a > b) - (a < b);
}

static double quantile(const double *sorted, size_t count, double probability) {
  double position = (double)(count - 1) * probability;
  size_t below = (size_t)position;
  size_t above = below + 1 < count ? below + 1 : below;
  return sorted[below] + (position - floor(position)) * (sorted[above] - sorted[below]);
}

bool launch_summarise(const struct sample_log *log, const struct transfer_plan *plan,
                      struct launch_summary *ret) {
  size_t count = plan->transfers;
  double *one_way_ns = calloc(count, sizeof(double));
  bool whole = one_way_ns != NULL;
  for (size_t i = 0; whole && i < count; i++) {
    uint64_t start = log->columns[INSTANT_START][plan->warmup + i];
    uint64_t holding = log->columns[INSTANT_HOLDING][plan->warmup + i];
    whole = start != 0 && holding >= start;
    one_way_ns[i] = (double)(holding - start);
  }
  if (whole) {
    qsort(one_way_ns, count, sizeof(double), by_size);
    *ret = (struct launch_summary){.p50_ns = quantile(one_way_ns, count, 0.5),
                                   .p90_ns = quantile(one_way_ns, count, 0.9),
                                   .p99_ns = quantile(one_way_ns, count, 0.99)};
  }
  free(one_way_ns);
  return whole;
}
