/* SPDX-License-Identifier: Apache-2.0 */
/* Why a pull is refused: decided from facts, not from errno alone (pidfd_getfd(2), ptrace(2)). */
#ifndef HANDOVER_PULL_CAUSE_H
#define HANDOVER_PULL_CAUSE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum pull_cause {
  PULL_ALLOWED = 0,
  PULL_NO_CALL, /* ENOSYS: before Linux 5.6, or a filter that pretends it */
  PULL_FILTERED, /* refused even from oneself, or with invalid arguments: a seccomp filter or an LSM */
  PULL_NO_SUCH_PROCESS,   /* ESRCH: ended, or no such number in this pid namespace */
  PULL_NO_SUCH_NUMBER,    /* EBADF: allowed, but nothing is open there */
  PULL_TABLE_FULL,        /* EMFILE, ENFILE: of the caller */
  PULL_OTHER_USER,        /* real, effective and saved ids of the donor are not all the caller's */
  PULL_NOT_DUMPABLE,      /* the donor is not dumpable */
  PULL_MORE_CAPABILITIES, /* the donor is permitted capabilities that the caller lacks */
  PULL_OTHER_USER_NAMESPACE, /* the caller has no power in the donor's user namespace */
  PULL_YAMA_RELATION,        /* Yama 1: not a descendant, and not named by PR_SET_PTRACER */
  PULL_YAMA_ADMIN,           /* Yama 2: only CAP_SYS_PTRACE */
  PULL_YAMA_NEVER,           /* Yama 3: nobody */
  PULL_UNKNOWN               /* EPERM for none of these: another LSM (SELinux, AppArmor, …) */
};

struct pull_facts;

/* The first thing in the way, in the kernel's order: filter, ids, dumpable, capabilities and user namespace, Yama. */
enum pull_cause pull_cause_of(const struct pull_facts *facts);

/* Everything that is known to be in the way of a refused pull, a bit (1 << cause) each: who mends only the first of two
 * is refused again. 0 for what was not refused by EPERM, or by nothing that is known. */
unsigned pull_obstacles_of(const struct pull_facts *facts);

/* One stable word: "not-dumpable". NULL for what is no cause. */
const char *pull_cause_name(enum pull_cause cause);

#endif
