/* SPDX-License-Identifier: Apache-2.0 */
/* Turns codes into outcomes: done, failed, unsupported, ended by a signal. */
#include "outcome.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "../core/error_text.h"
#include "../core/interruption.h"

/* What this machine does not allow or have, as opposed to what went wrong. */
static const struct {
  const char *operation;
  int code;
  int since_major,
      since_minor; /* EINVAL says so only before this Linux; after it the fault is ours */
} unsupported[] = {
    {"pidfd_getfd", -EPERM, 0, 0},
    {"pidfd_getfd", -ENOSYS, 0, 0},
    {"pidfd_getfd", -EACCES, 0, 0},
    {"kcmp", -EPERM, 0, 0},
    {"kcmp", -ENOSYS, 0, 0},
    {"kcmp", -EACCES, 0, 0},
    {"open(/proc/PID/fd)", -ENOENT, 0, 0},
    {"open(/proc/PID/fd)", -EACCES, 0, 0},
    {"readlink(/proc/PID/fd)", -EACCES, 0, 0},
    {"open(/proc/PID/net/tcp)", -ENOENT, 0, 0},
    {"open(/proc/PID/net/tcp)", -EACCES, 0, 0},
    {"socket(NETLINK_SOCK_DIAG)", -EPROTONOSUPPORT, 0, 0},
    {"socket(NETLINK_SOCK_DIAG)", -EAFNOSUPPORT, 0, 0},
    {"socket(NETLINK_SOCK_DIAG)", -EPERM, 0, 0},
    {"socket(NETLINK_SOCK_DIAG)", -EACCES, 0, 0},
    {"NETLINK_SOCK_DIAG", -ENOENT, 0, 0},
    {"prlimit", -EPERM, 0, 0},
    {"pidfd_open", -EPERM, 0, 0},
    {"pidfd_open", -ENOSYS, 0, 0},
    {"clone3", -EPERM, 0, 0},
    {"clone3", -ENOSYS, 0, 0},
    {"getsockopt(SO_PEERPIDFD)", -ENOPROTOOPT, 0, 0},
    {"setrlimit(RLIMIT_NOFILE)", -EMFILE, 0, 0},
    {"setrlimit(RLIMIT_NOFILE)", -EPERM, 0, 0},
    {"pthread_create", -EAGAIN, 0, 0},
    {"setpriority", -EACCES, 0, 0},
    {"sched_setaffinity", -EINVAL, 0, 0},
    {"sched_setaffinity", -EPERM, 0, 0},
    {"io_uring_setup", -EPERM, 0, 0},
    {"io_uring_setup", -ENOSYS, 0, 0},
    {"io_uring(MSG_RING)", -EINVAL, 6, 0},
    {"io_uring(FIXED_FD_INSTALL)", -EINVAL, 6, 8},
    {"seccomp", -EPERM, 0, 0},
    {"seccomp", -EINVAL, 5, 0},
    {"seccomp", -ENOSYS, 0, 0},
    {"seccomp", -EBUSY, 0, 0},
    {"ioctl(SECCOMP_IOCTL_NOTIF_ADDFD)", -EINVAL, 5, 9},
    /* Namespaces: not built in, forbidden, or the limit of /proc/sys/user is 0. */
    {"unshare(CLONE_NEWNET)", -EINVAL, 0, 0},
    {"unshare(CLONE_NEWNET)", -ENOSPC, 0, 0},
    {"unshare(CLONE_NEWUSER)", -EINVAL, 0, 0},
    {"unshare(CLONE_NEWUSER)", -ENOSPC, 0, 0},
    {"unshare(CLONE_NEWUSER)", -EPERM, 0, 0},
    {"unshare(CLONE_NEWUSER)", -ENOSYS, 0, 0},
    /* A user namespace without rights in it, as a security module may leave it. */
    {"/proc/self/setgroups", -EACCES, 0, 0},
    {"/proc/self/uid_map", -EPERM, 0, 0},
    {"ioctl(SIOCSIFFLAGS)", -EPERM, 0, 0},
    {"/proc/sys/net/ipv4/tcp_migrate_req", -ENOENT, 0, 0},
};

static bool kernel_is_before(int major, int minor) {
  struct utsname kernel;
  if (uname(&kernel) < 0) return true; /* nobody knows */
  char *dot, *end;
  long own_major = strtol(kernel.release, &dot, 10);
  if (dot == kernel.release || *dot != '.') return true;
  long own_minor = strtol(dot + 1, &end, 10);
  if (end == dot + 1) return true;
  return own_major < major || (own_major == major && own_minor < minor);
}

static bool is_unsupported(const char *operation, int code) {
  for (size_t i = 0; i < sizeof unsupported / sizeof unsupported[0]; i++)
    if (unsupported[i].code == code && strcmp(unsupported[i].operation, operation) == 0)
      return unsupported[i].since_major == 0 ||
             kernel_is_before(unsupported[i].since_major, unsupported[i].since_minor);
  return false;
}

static struct outcome interrupted(void) {
  enum interruption reason = interruption_pending();
  struct outcome outcome = {.exit_code = EXIT_FAILED, .status = "failed"};
  if (reason == INTERRUPTION_SIGINT) outcome.exit_code = EXIT_BY_SIGINT;
  if (reason == INTERRUPTION_SIGTERM) outcome.exit_code = EXIT_BY_SIGTERM;
  const char *name = reason == INTERRUPTION_PEER_GONE  ? "HANDOVER_PEER_GONE"
                     : reason == INTERRUPTION_DEADLINE ? "DEADLINE"
                                                       : interruption_name(reason);
  snprintf(outcome.code, sizeof outcome.code, "%s", name);
  snprintf(outcome.operation, sizeof outcome.operation, "%s", failed_operation());
  snprintf(outcome.text, sizeof outcome.text,
           reason == INTERRUPTION_DEADLINE
               ? "the deadline passed while waiting in %s; the peer may be stopped or overloaded: "
                 "look at it, or raise --deadline-ms"
               : "ended by %s",
           reason == INTERRUPTION_DEADLINE ? failed_operation() : interruption_name(reason));
  return outcome;
}

struct outcome outcome_of_code(int code) {
  if (code == 0) return (struct outcome){.exit_code = EXIT_DONE, .status = "ok"};
  if (interruption_pending() != INTERRUPTION_NONE) return interrupted();
  return outcome_of_failure(code);
}

struct outcome outcome_of_failure(int code) {
  bool refused = is_unsupported(failed_operation(), code);
  struct outcome outcome = {.exit_code = refused ? EXIT_UNSUPPORTED : EXIT_FAILED,
                            .status = refused ? "unsupported" : "failed"};
  snprintf(outcome.code, sizeof outcome.code, "%s", error_name(code));
  snprintf(outcome.operation, sizeof outcome.operation, "%s", failed_operation());
  snprintf(outcome.text, sizeof outcome.text, "%s", error_sentence(failed_operation(), code));
  return outcome;
}

struct outcome outcome_of_role(int code, const struct role *role) {
  return outcome_of_oracle(code, &role->oracle);
}

struct outcome outcome_of_oracle(int code, const struct oracle *oracle) {
  if (code < 0 || oracle_passed(oracle)) return outcome_of_code(code);
  struct outcome outcome = {
      .exit_code = EXIT_FAILED, .status = "failed", .code = "ORACLE", .operation = "oracle"};
  snprintf(outcome.text, sizeof outcome.text, "%s", oracle_complaint(oracle));
  return outcome;
}
