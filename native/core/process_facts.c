/* SPDX-License-Identifier: Apache-2.0 */
/* Asks the kernel for this process's mask and limits. */
#include "process_facts.h"

#include <errno.h>
#include <sched.h>
#include <sys/resource.h>

#include "error_text.h"

/* The kernel's largest NR_CPUS; with a smaller mask sched_getaffinity(2) fails on such a kernel. */
enum { CPUS_MAX = 8192 };

int allowed_cpus(int *ret_cpus, size_t room) {
  cpu_set_t *mask = CPU_ALLOC(CPUS_MAX);
  size_t bytes = CPU_ALLOC_SIZE(CPUS_MAX);
  if (mask == NULL) return failed_at("sched_getaffinity", -ENOMEM);
  CPU_ZERO_S(bytes, mask);
  int count = sched_getaffinity(0, bytes, mask) < 0 ? failed_at("sched_getaffinity", -errno) : 0;
  for (int cpu = 0; count >= 0 && cpu < CPUS_MAX; cpu++) {
    if (!CPU_ISSET_S((size_t)cpu, bytes, mask)) continue;
    if ((size_t)count < room) ret_cpus[count] = cpu;
    count++;
  }
  CPU_FREE(mask);
  return count;
}

bool cpu_is_allowed(int cpu) {
  int allowed[CPUS_MAX] = {0};
  int count = allowed_cpus(allowed, CPUS_MAX);
  for (int i = 0; i < count; i++)
    if (allowed[i] == cpu) return true;
  return false;
}

int use_cpus(const int *cpus, size_t count) {
  cpu_set_t *mask = CPU_ALLOC(CPUS_MAX);
  size_t bytes = CPU_ALLOC_SIZE(CPUS_MAX);
  if (mask == NULL) return failed_at("sched_setaffinity", -ENOMEM);
  CPU_ZERO_S(bytes, mask);
  for (size_t i = 0; i < count; i++)
    if (cpus[i] >= 0 && cpus[i] < CPUS_MAX) CPU_SET_S((size_t)cpus[i], bytes, mask);
  int code = sched_setaffinity(0, bytes, mask) < 0 ? -errno : 0;
  CPU_FREE(mask);
  return code < 0 ? failed_at("sched_setaffinity", code) : 0;
}

int descriptor_limits(uint64_t *ret_soft, uint64_t *ret_hard) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return failed_at("getrlimit", -errno);
  *ret_soft = limit.rlim_cur;
  *ret_hard = limit.rlim_max;
  return 0;
}

int raise_descriptor_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return failed_at("getrlimit", -errno);
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &limit) < 0 ? failed_at("setrlimit(RLIMIT_NOFILE)", -errno) : 0;
}
