/* SPDX-License-Identifier: Apache-2.0 */
/* Names and sentences for every failure: the words that people act on stand in one table. */
#include "error_text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static _Thread_local const char *operation_failed = "";

int failed_at(const char *operation, int code) {
  operation_failed = operation;
  return code;
}

const char *failed_operation(void) { return operation_failed; }

struct error_words {
  int code;              /* positive */
  const char *operation; /* NULL: whatever the operation */
  const char *name;
  const char *cause;
};

/* The first row that fits is taken, so the ones with an operation come first. */
static const struct error_words words[] = {
    {EPERM, "pidfd_getfd", "EPERM",
     "the caller may not attach to the donor (ptrace(2), PTRACE_MODE_ATTACH_REALCREDS) or a seccomp "
     "filter refuses the call; use the same user and a dumpable donor, or CAP_SYS_PTRACE"},
    {EPERM, "kcmp", "EPERM", "kcmp needs ptrace access to both processes"},
    {EPERM, "io_uring_setup", "EPERM",
     "io_uring is switched off here: by kernel.io_uring_disabled (set it to 0), or by a seccomp "
     "filter, as containers have one (allow io_uring_setup in it)"},
    {ENOSYS, "io_uring_setup", "ENOSYS",
     "this kernel has no io_uring of Linux 6.0 or newer, or a filter hides it"},
    {EINVAL, "io_uring(MSG_RING)", "EINVAL",
     "passing a descriptor from ring to ring (IORING_MSG_SEND_FD) needs Linux 6.0"},
    {EINVAL, "io_uring(FIXED_FD_INSTALL)", "EINVAL",
     "a slot becomes a number only from Linux 6.8 on; before, its file can be checked only where it "
     "has content: use --kind memfd"},
    {EPERM, "seccomp", "EPERM", "a filter refuses seccomp(2): allow it there"},
    {EINVAL, "seccomp", "EINVAL",
     "user notification needs Linux 5.0 and CONFIG_SECCOMP_FILTER; a container's manager may hide it"},
    {EBUSY, "seccomp", "EBUSY",
     "this process already has a filter with a listener (a container manager's), and one is the most "
     "that the kernel allows: run it outside of that container"},
    {EINVAL, "ioctl(SECCOMP_IOCTL_NOTIF_ADDFD)", "EINVAL",
     "installing a descriptor in a supervised process needs Linux 5.9"},
    {EINVAL, "LISTEN_FDS", "EINVAL",
     "the program was started without the descriptors that LISTEN_FDS and LISTEN_PID promise it"},
    {ENOENT, "open(/proc/PID/fd)", "ENOENT",
     "/proc is not mounted here, hides the donor (hidepid, another PID namespace), or the donor has "
     "ended; --numbers try-each needs no /proc"},
    {EACCES, "open(/proc/PID/fd)", "EACCES",
     "only the donor's user may list its descriptors, and only of a dumpable donor (proc(5)); run as "
     "that user, or with CAP_SYS_PTRACE"},
    {EACCES, "readlink(/proc/PID/fd)", "EACCES",
     "the caller may not attach to the donor (ptrace(2), PTRACE_MODE_READ_FSCREDS); use the same user "
     "and a dumpable donor, or CAP_SYS_PTRACE"},
    {ENOENT, "open(/proc/PID/net/tcp)", "ENOENT",
     "/proc is not mounted here, hides the donor (hidepid, another PID namespace), or the donor has "
     "ended; --numbers try-each needs no /proc"},
    {EACCES, "open(/proc/PID/net/tcp)", "EACCES",
     "a security module hides the table of TCP sockets; --numbers proc asks netlink instead"},
    {EPROTONOSUPPORT, "socket(NETLINK_SOCK_DIAG)", "EPROTONOSUPPORT",
     "this kernel has no NETLINK_SOCK_DIAG (CONFIG_INET_DIAG; gVisor has none either); --numbers "
     "proc-net reads /proc instead"},
    {EAFNOSUPPORT, "socket(NETLINK_SOCK_DIAG)", "EAFNOSUPPORT",
     "a filter, or this kernel, has no netlink sockets; --numbers proc-net reads /proc instead"},
    {EPERM, "socket(NETLINK_SOCK_DIAG)", "EPERM",
     "a seccomp filter refuses netlink sockets; --numbers proc-net reads /proc instead"},
    {EACCES, "socket(NETLINK_SOCK_DIAG)", "EACCES",
     "a security module refuses netlink sockets; --numbers proc-net reads /proc instead"},
    {ENOENT, "NETLINK_SOCK_DIAG", "ENOENT",
     "this kernel cannot tell of TCP sockets by netlink (module tcp_diag); --numbers proc-net reads "
     "/proc instead"},
    {EPERM, "prlimit", "EPERM",
     "how many numbers there are to try is only told to the donor's user, or with CAP_SYS_RESOURCE"},
    {EPERM, "sendmsg", "EPERM", "the receiver refuses descriptors (SO_PASSRIGHTS is 0)"},
    {EBADF, "pidfd_getfd", "EBADF",
     "the donor has no descriptor of this number, or the pidfd is not one that pidfd_getfd takes"},
    {EBADF, "sendmsg", "EBADF", "one of the descriptors, or the channel, is not open"},
    {EBADF, NULL, "EBADF", "this descriptor is not open"},
    {ESRCH, NULL, "ESRCH", "the process has ended, or its number is not visible from here"},
    {EINVAL, "sendmsg", "EINVAL",
     "more than 253 descriptors in one message, or one that cannot be sent (an io_uring)"},
    {EINVAL, "pidfd_getfd", "EINVAL", "flags must be 0"},
    {EMFILE, "setrlimit(RLIMIT_NOFILE)", "EMFILE",
     "the hard limit of descriptors (ulimit -Hn) is lower than this batch needs; raise it or take a "
     "smaller batch"},
    {EPERM, "setrlimit(RLIMIT_NOFILE)", "EPERM", "the limit of descriptors may not be raised here"},
    {ENOSPC, "unshare(CLONE_NEWNET)", "ENOSPC",
     "no more network namespaces here (/proc/sys/user/max_net_namespaces)"},
    {ENOSPC, "unshare(CLONE_NEWUSER)", "ENOSPC",
     "no more user namespaces here (/proc/sys/user/max_user_namespaces)"},
    {EPERM, "unshare(CLONE_NEWUSER)", "EPERM",
     "neither root nor a user namespace (user_namespaces(7)) is allowed here; start it as root"},
    {EPERM, "ioctl(SIOCSIFFLAGS)", "EPERM",
     "a user namespace has no rights here (a security module's choice); start it as root"},
    {ENOENT, "/proc/sys/net/ipv4/tcp_migrate_req", "ENOENT", "it needs Linux 5.14"},
    {EADDRINUSE, "bind", "EADDRINUSE", "somebody else has this port; take another or end him"},
    {EINVAL, "sched_setaffinity", "EINVAL",
     "this CPU is not in the mask that the process was given; 'taskset -p' shows the mask"},
    {EINVAL, "sample log size", "EINVAL",
     "the sample log must be 10 columns of 8 * (warmup + transfers) bytes rounded up to 4096"},
    {EAGAIN, "pthread_create", "EAGAIN",
     "this user may not have so many threads (ulimit -u, or the cgroup's pids.max)"},
    {ETOOMANYREFS, NULL, "ETOOMANYREFS",
     "too many descriptors are in flight for this user; let the receiver catch up or raise "
     "RLIMIT_NOFILE"},
    {EMFILE, NULL, "EMFILE",
     "the descriptor table of this process is full; close some or raise RLIMIT_NOFILE"},
    {ENFILE, NULL, "ENFILE", "the system's file table is full"},
    {ENOSYS, NULL, "ENOSYS", "this kernel does not have the call, or a filter hides it"},
    {ENOPROTOOPT, "getsockopt(SO_PEERPIDFD)", "ENOPROTOOPT", "SO_PEERPIDFD needs Linux 6.5"},
    {ENODATA, "getsockopt(SO_PEERPIDFD)", "ENODATA",
     "this socket has no peer process; connect it by a path first"},
    {EAGAIN, NULL, "EAGAIN", "the channel is full or empty and non-blocking; wait for the peer"},
    {EMSGSIZE, NULL, "EMSGSIZE", "the message is longer than the socket's send buffer"},
    {ECONNREFUSED, NULL, "ECONNREFUSED", "nobody listens at this address any more"},
    {ENOENT, "connect", "ENOENT", "no socket file at this path: the donor is not listening yet"},
    {ENOTSOCK, NULL, "ENOTSOCK", "this descriptor is not a socket"},
    {ENOSPC, NULL, "ENOSPC", "the file system is full"},
    {ENOMEM, NULL, "ENOMEM", "the kernel has no memory for it"},
    {ENAMETOOLONG, NULL, "ENAMETOOLONG", "a socket path holds 107 bytes; set TMPDIR shorter"},
    {ETIMEDOUT, "safe transfer", "ETIMEDOUT",
     "the other end did not answer before the deadline; close a stream channel afterwards, half a message may be in it"},
    {EOPNOTSUPP, "safe transfer", "EOPNOTSUPP",
     "the giver does not offer the mechanism that the taker wants"},
    {EPROTOTYPE, "safe transfer", "EPROTOTYPE",
     "a safe transfer needs an AF_UNIX channel, seqpacket or stream"},
    {HANDOVER_FDS_TOO_MANY, "safe transfer", "HANDOVER_FDS_TOO_MANY",
     "there are more descriptors to give than the taker takes; nothing was given"},
    {HANDOVER_PEER_GONE, NULL, "HANDOVER_PEER_GONE",
     "the process at the other end of the channel has ended; look at its message"},
    {HANDOVER_INTERRUPTED, NULL, "HANDOVER_INTERRUPTED", "a signal or the deadline ended the wait"},
    {HANDOVER_DATA_TRUNCATED, NULL, "HANDOVER_DATA_TRUNCATED",
     "the message is longer than the buffer (MSG_TRUNC); its descriptors were closed"},
    {HANDOVER_CONTROL_TRUNCATED, NULL, "HANDOVER_CONTROL_TRUNCATED",
     "the kernel dropped descriptors (MSG_CTRUNC): no room in the control buffer or in the "
     "descriptor table; those that arrived were closed"},
    {HANDOVER_CONTROL_FOREIGN, NULL, "HANDOVER_CONTROL_FOREIGN",
     "a control message arrived that nobody asked for; everything that came with it was closed"},
    {HANDOVER_FDS_TOO_MANY, NULL, "HANDOVER_FDS_TOO_MANY",
     "more descriptors arrived than were asked for; all of them were closed"},
    {HANDOVER_FDS_TOO_FEW, NULL, "HANDOVER_FDS_TOO_FEW",
     "fewer descriptors arrived than were asked for; all of them were closed"},
    {HANDOVER_MESSAGE_UNEXPECTED, NULL, "HANDOVER_MESSAGE_UNEXPECTED",
     "the peer sent another message than the protocol has at this place"},
    {HANDOVER_PLAN_DIFFERS, NULL, "HANDOVER_PLAN_DIFFERS",
     "donor and receiver were started with different plans or protocol versions"},
    {HANDOVER_NOT_FOUND, NULL, "HANDOVER_NOT_FOUND",
     "no descriptor of the donor is a socket that listens at this address; does the donor still "
     "listen there, in the same network namespace?"},
    {HANDOVER_REFUSED, NULL, "HANDOVER_REFUSED",
     "the process at the other end ended the transfer and closed what it had of it; its reason stands beside"},
    {HANDOVER_UNACKNOWLEDGED, NULL, "HANDOVER_UNACKNOWLEDGED",
     "everything was given, but nobody said that it was taken: the other end may hold it or not; go on using your "
     "own, and ask the other end"},
    {HANDOVER_IDENTITY_DIFFERS, NULL, "HANDOVER_IDENTITY_DIFFERS",
     "a descriptor is not the file that was announced (another device, inode or type, or not close-on-exec); "
     "everything that was taken is closed"},
    {HANDOVER_SENDER_UNKNOWN, NULL, "HANDOVER_SENDER_UNKNOWN",
     "the kernel does not name the giver (it is outside of this pid namespace, before Linux 6.5), so there is nobody "
     "to pull from; take by push"},
    {HANDOVER_LOCK_AT_RISK, NULL, "HANDOVER_LOCK_AT_RISK",
     "this process has a record lock (F_SETLK, lockf) on one of the files, and would lose it when a duplicate is closed "
     "(fcntl(2)); give the file before it is locked, or lock it by F_OFD_SETLK or flock"},
};

static const struct error_words *words_for(const char *operation, int code) {
  int positive = code < 0 ? -code : code;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (words[i].code != positive) continue;
    if (words[i].operation == NULL || strcmp(words[i].operation, operation) == 0) return &words[i];
  }
  return NULL;
}

const char *error_name(int code) {
  static _Thread_local char unnamed[32];
  const struct error_words *found = words_for("", code);
  int positive = code < 0 ? -code : code;
  if (found != NULL) return found->name;
  const char *name = positive < HANDOVER_PEER_GONE ? strerrorname_np(positive) : NULL;
  if (name != NULL) return name;
  snprintf(unnamed, sizeof unnamed, "E%d", positive);
  return unnamed;
}

const char *error_sentence(const char *operation, int code) {
  static _Thread_local char sentence[512];
  const struct error_words *found = words_for(operation, code);
  int positive = code < 0 ? -code : code;
  const char *cause = found != NULL ? found->cause : strerror(positive);
  snprintf(sentence, sizeof sentence, "%s: %s: %s", operation, error_name(code), cause);
  return sentence;
}
