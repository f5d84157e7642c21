/* SPDX-License-Identifier: Apache-2.0 */
/* What a refused pull can be explained with: facts about the caller, the donor and the calls themselves. */
#ifndef HANDOVER_PULL_FACTS_H
#define HANDOVER_PULL_FACTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { FACT_CAP_SYS_PTRACE = 19 }; /* linux/capability.h */

/* Everything may be unknown: there may be no /proc, or one of another pid namespace. */
enum fact { FACT_UNKNOWN = -1, FACT_NO = 0, FACT_YES = 1 };

/* Of a call: 0, -errno, or this. */
enum { CALL_NOT_TRIED = 1 };

enum { YAMA_UNKNOWN = -2, YAMA_NOT_BUILT = -1 };

/* As the caller's user namespace names them. */
struct four_ids {
  bool known;
  uint32_t real, effective, saved, fs;
};

struct process_rights {
  struct four_ids users, groups;
  bool capabilities_known;
  uint64_t permitted, effective;
  uint64_t user_namespace; /* its inode, 0 when it may not be read */
};

struct pull_facts {
  struct process_rights own, donor;
  int opened;       /* pidfd_open(2) of the donor; 0 as well when a pidfd was given */
  int pulled;       /* the pull that is asked about */
  int number;       /* that was pulled; -1: the first few were tried, and none is open */
  int invalid_call; /* pidfd_getfd(-1, -1, 0), which the kernel answers with EBADF */
  int from_self;    /* a pull from oneself, which the kernel never refuses */
  int seccomp_mode; /* own: 0 none, 2 filter; -1 unknown */
  int yama_scope;   /* kernel.yama.ptrace_scope, or YAMA_… */
  pid_t donor_pid;  /* as /proc here names it; 0: it cannot be seen there; -1: unknown */
  int pid_levels;   /* pid namespaces from /proc's to the donor's, 1: the same; 0 unknown */
  enum fact ended;
  enum fact maps_differ;   /* uid_map and gid_map: certain proof of two user namespaces */
  enum fact is_descendant; /* the donor, of the caller */
  enum fact dumpable;      /* the donor */
  enum fact has_power;     /* the caller has CAP_SYS_PTRACE in the donor's user namespace */
};

/* Collects about the process that `pidfd` means, or if that is -1, that has the number `pid` here. A pidfd that is given
 * stays open. `number`: of the donor's descriptors, or -1: the first few. What is pulled is closed again, which drops the
 * caller's own record locks on that file (fcntl(2)). */
void collect_pull_facts(pid_t pid, int pidfd, int number, struct pull_facts *ret);

/* /proc/PID is of whoever has the number. If that is not the pidfd's process any more, it may be another's that was read:
 * all of the donor becomes unknown. Apart from the collecting, so that a test can end the donor in between. */
void drop_what_proc_cannot_know(int pidfd, struct pull_facts *facts);

#endif
