/* SPDX-License-Identifier: Apache-2.0 */
/* From facts to the cause, as kernel/pid.c (pidfd_getfd), kernel/ptrace.c (__ptrace_may_access), security/commoncap.c
 * (cap_ptrace_access_check) and security/yama/yama_lsm.c decide. A pure function: nothing is asked here. */
#include "pull_cause.h"

#include <errno.h>
#include <stddef.h>

#include "pull_facts.h"

enum { INITIAL_USER_NAMESPACE = 0xEFFFFFFD }; /* PROC_USER_INIT_INO */

static const char *const names[] = {
    [PULL_ALLOWED] = "allowed",
    [PULL_NO_CALL] = "no-call",
    [PULL_FILTERED] = "filtered",
    [PULL_NO_SUCH_PROCESS] = "no-such-process",
    [PULL_NO_SUCH_NUMBER] = "no-such-number",
    [PULL_TABLE_FULL] = "table-full",
    [PULL_OTHER_USER] = "other-user",
    [PULL_NOT_DUMPABLE] = "not-dumpable",
    [PULL_MORE_CAPABILITIES] = "more-capabilities",
    [PULL_OTHER_USER_NAMESPACE] = "other-user-namespace",
    [PULL_YAMA_RELATION] = "yama-relation",
    [PULL_YAMA_ADMIN] = "yama-admin",
    [PULL_YAMA_NEVER] = "yama-never",
    [PULL_UNKNOWN] = "unknown",
};

const char *pull_cause_name(enum pull_cause cause) {
  return (size_t)cause < sizeof names / sizeof names[0] ? names[cause] : NULL;
}

static unsigned bit(enum pull_cause cause) { return 1u << cause; }

/* Only the caller's real ids count, but all of the donor's. */
static bool all_are(const struct four_ids *donor, uint32_t own) {
  return donor->real == own && donor->effective == own && donor->saved == own;
}

static bool is_other_user(const struct pull_facts *facts) {
  const struct process_rights *own = &facts->own, *donor = &facts->donor;
  return (own->users.known && donor->users.known && !all_are(&donor->users, own->users.real)) ||
         (own->groups.known && donor->groups.known && !all_are(&donor->groups, own->groups.real));
}

static bool is_other_namespace(const struct pull_facts *facts) {
  uint64_t own = facts->own.user_namespace, donor = facts->donor.user_namespace;
  if (own != 0 && donor != 0) return own != donor;
  return facts->maps_differ == FACT_YES;
}

static bool has_more(const struct pull_facts *facts) {
  return facts->own.capabilities_known && facts->donor.capabilities_known &&
         (facts->donor.permitted & ~facts->own.permitted) != 0;
}

static unsigned yama_obstacle(const struct pull_facts *facts) {
  if (facts->yama_scope >= 3) return bit(PULL_YAMA_NEVER);
  if (facts->has_power == FACT_YES) return 0;
  if (facts->yama_scope == 2) return bit(PULL_YAMA_ADMIN);
  return facts->yama_scope == 1 && facts->is_descendant == FACT_NO ? bit(PULL_YAMA_RELATION) : 0;
}

unsigned pull_obstacles_of(const struct pull_facts *facts) {
  /* Of what has ended no right would let anybody pull, whatever the kernel looked at first. */
  if (facts->pulled != -EPERM || facts->ended == FACT_YES) return 0;
  unsigned found = yama_obstacle(facts);
  bool not_dumpable = facts->dumpable == FACT_NO;
  if (facts->has_power == FACT_YES) {
    /* For dumpable the power must be held where the donor's memory was made: a process that made itself a user namespace
     * has its memory in the one before. That cannot be from within the initial one, which is over all. */
    bool rules_all = facts->own.user_namespace == INITIAL_USER_NAMESPACE;
    return found | (not_dumpable && !rules_all ? bit(PULL_NOT_DUMPABLE) : 0);
  }
  if (is_other_user(facts)) found |= bit(PULL_OTHER_USER);
  if (not_dumpable) found |= bit(PULL_NOT_DUMPABLE);
  if (is_other_namespace(facts))
    found |= bit(PULL_OTHER_USER_NAMESPACE);
  else if (has_more(facts))
    found |= bit(PULL_MORE_CAPABILITIES);
  return found;
}

static enum pull_cause first_of(unsigned obstacles, const struct pull_facts *facts) {
  /* Ids would not matter to a caller with this capability, if only it were held in the donor's namespace. */
  bool is_powerful_elsewhere =
      facts->own.capabilities_known && (facts->own.effective >> FACT_CAP_SYS_PTRACE & 1) != 0;
  if (is_powerful_elsewhere && (obstacles & bit(PULL_OTHER_USER_NAMESPACE)) != 0)
    return PULL_OTHER_USER_NAMESPACE;
  for (enum pull_cause cause = PULL_OTHER_USER; cause < PULL_UNKNOWN; cause++)
    if ((obstacles & bit(cause)) != 0) return cause;
  return PULL_UNKNOWN;
}

/* Of a call that the kernel never refuses: PULL_ALLOWED says nothing against it. */
static enum pull_cause refused_anyway(int code, int expected) {
  if (code == expected || code == CALL_NOT_TRIED) return PULL_ALLOWED;
  if (code == -ENOSYS) return PULL_NO_CALL;
  return code == -EMFILE || code == -ENFILE ? PULL_ALLOWED : PULL_FILTERED;
}

static enum pull_cause cause_of_code(const struct pull_facts *facts, int code) {
  switch (-code) {
    case ENOSYS: return PULL_NO_CALL;
    case EMFILE:
    case ENFILE: return PULL_TABLE_FULL;
    case ESRCH: return PULL_NO_SUCH_PROCESS;
    case EBADF: /* before Linux 6.9 of one that has ended as well */
      return facts->ended == FACT_YES ? PULL_NO_SUCH_PROCESS : PULL_NO_SUCH_NUMBER;
    case EPERM:
      return facts->ended == FACT_YES ? PULL_NO_SUCH_PROCESS
                                      : first_of(pull_obstacles_of(facts), facts);
    default: return PULL_UNKNOWN;
  }
}

enum pull_cause pull_cause_of(const struct pull_facts *facts) {
  if (facts->pulled == 0) return PULL_ALLOWED;
  enum pull_cause cause = refused_anyway(facts->invalid_call, -EBADF);
  if (cause == PULL_ALLOWED) cause = refused_anyway(facts->from_self, 0);
  if (cause != PULL_ALLOWED) return cause;
  if (facts->opened == -EINVAL || facts->opened == -ENOENT)
    return PULL_NO_SUCH_PROCESS; /* the number of a thread, pidfd_open(2) */
  if (facts->opened == -EPERM || facts->opened == -EACCES) return PULL_FILTERED;
  if (facts->opened < 0) return cause_of_code(facts, facts->opened);
  return facts->pulled < 0 ? cause_of_code(facts, facts->pulled) : PULL_UNKNOWN;
}
