/* SPDX-License-Identifier: Apache-2.0 */
/* Asks the kernel what this process may use. */
#include "process_facts.h"

#include <errno.h>
#include <sched.h>
#include <sys/resource.h>

#include "error_text.h"

int allowed_cpus(int *ret_cpus, size_t capacity) {
  /* A mask smaller than the kernel's own makes sched_getaffinity(2) fail with EINVAL. */
  union {
    cpu_set_t first;
    unsigned char bytes[ALLOWED_CPUS_MAX / 8];
  } mask = {.bytes = {0}};
  if (sched_getaffinity(0, sizeof mask, &mask.first) < 0)
    return failed_at("sched_getaffinity", -errno);
  size_t count = 0;
  for (size_t cpu = 0; cpu < ALLOWED_CPUS_MAX && count < capacity; cpu++)
    if (CPU_ISSET_S(cpu, sizeof mask, &mask.first)) ret_cpus[count++] = (int)cpu;
  return (int)count;
}

static uint64_t limit_value(rlim_t limit) { return limit == RLIM_INFINITY ? UINT64_MAX : limit; }

int file_limit_now(struct file_limit *ret) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return failed_at("getrlimit", -errno);
  *ret =
      (struct file_limit){.soft = limit_value(limit.rlim_cur), .hard = limit_value(limit.rlim_max)};
  return 0;
}
