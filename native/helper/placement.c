/* SPDX-License-Identifier: Apache-2.0 */
/* Pinning and limits. */
#include "placement.h"

#include <errno.h>
#include <sys/resource.h>

#include "../core/error_text.h"
#include "../core/process_facts.h"

int pin_to_cpu(int cpu) {
  return cpu_is_allowed(cpu) ? use_cpus(&cpu, 1) : failed_at("sched_setaffinity", -EINVAL);
}

int allow_descriptors(size_t count) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return failed_at("getrlimit", -errno);
  if (limit.rlim_cur >= count) return 0;
  if (limit.rlim_max < count) return failed_at("setrlimit(RLIMIT_NOFILE)", -EMFILE);
  limit.rlim_cur = count;
  return setrlimit(RLIMIT_NOFILE, &limit) < 0 ? failed_at("setrlimit(RLIMIT_NOFILE)", -errno) : 0;
}
