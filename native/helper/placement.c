/* SPDX-License-Identifier: Apache-2.0 */
/* Pinning and limits. */
#include "placement.h"

#include <errno.h>
#include <sched.h>
#include <sys/resource.h>

#include "../core/error_text.h"

/* 8192 CPUs: the kernel's largest NR_CPUS; a smaller mask makes sched_getaffinity(2) fail there. */
enum { CPUS_MAX = 8192 };

int pin_to_cpu(int cpu) {
  cpu_set_t *mask = CPU_ALLOC(CPUS_MAX);
  size_t bytes = CPU_ALLOC_SIZE(CPUS_MAX);
  if (mask == NULL) return failed_at("sched_setaffinity", -ENOMEM);
  int code = sched_getaffinity(0, bytes, mask) < 0 ? -errno : 0;
  if (code == 0 && (cpu >= CPUS_MAX || !CPU_ISSET_S((size_t)cpu, bytes, mask))) code = -EINVAL;
  if (code == 0) {
    CPU_ZERO_S(bytes, mask);
    CPU_SET_S((size_t)cpu, bytes, mask);
    if (sched_setaffinity(0, bytes, mask) < 0) code = -errno;
  }
  CPU_FREE(mask);
  return code < 0 ? failed_at("sched_setaffinity", code) : 0;
}

int allow_descriptors(size_t count) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return failed_at("getrlimit", -errno);
  if (limit.rlim_cur >= count) return 0;
  if (limit.rlim_max < count) return failed_at("setrlimit(RLIMIT_NOFILE)", -EMFILE);
  limit.rlim_cur = count;
  return setrlimit(RLIMIT_NOFILE, &limit) < 0 ? failed_at("setrlimit(RLIMIT_NOFILE)", -errno) : 0;
}
