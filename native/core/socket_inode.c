/* SPDX-License-Identifier: Apache-2.0 */
/* Asks the kernel for the inode of a listening socket: by netlink, or line by line in /proc. */
#include "socket_inode.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error_text.h"
#include "owned_fd.h"

enum {
  ANSWER_BYTES = 16 * 1024,
  /* The kernel pads each line of /proc/PID/net/tcp to so many, and a read goes on until its buffer is full: with a
   * larger one past the last listener and through the whole hash table of connections, 2 ms for the 262,144 buckets of
   * a small machine. So it is read line by line. The kernel is always one line ahead, though: the last listener's line
   * cannot be read without that. */
  LINE_BYTES = 150,
  TABLE_BYTES = 4 * LINE_BYTES, /* should a line be longer one day */
};

struct question {
  struct nlmsghdr header;
  struct inet_diag_req_v2 request;
};

static int ask(int netlink, const struct listener_address *address, uint16_t more_flags) {
  struct question question = {
      .header = {.nlmsg_len = sizeof question,
                 .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                 .nlmsg_flags = (uint16_t)(NLM_F_REQUEST | more_flags)},
      .request = {.sdiag_family = AF_INET,
                  .sdiag_protocol = IPPROTO_TCP,
                  .idiag_states = 1u << TCP_LISTEN,
                  .id = {.idiag_sport = address->port,
                         .idiag_src = {address->host},
                         .idiag_cookie = {INET_DIAG_NOCOOKIE, INET_DIAG_NOCOOKIE}}}};
  return send(netlink, &question, sizeof question, 0) < 0 ? failed_at("send(netlink)", -errno) : 0;
}

/* An exact question about 127.0.0.1 is also answered with who listens at 0.0.0.0. */
static bool is_it(const struct inet_diag_msg *socket, const struct listener_address *address) {
  return socket->idiag_state == TCP_LISTEN && socket->id.idiag_sport == address->port &&
         socket->id.idiag_src[0] == address->host;
}

/* 1: found; 0: another socket, go on; else a code. A dump ends with one as well: of what went wrong, or 0. */
static int take_message(const struct nlmsghdr *message, const struct listener_address *address,
                        uint64_t *ret) {
  const void *payload = message + 1;
  if (message->nlmsg_type == NLMSG_DONE) {
    const int32_t *end = payload;
    bool failed = message->nlmsg_len >= sizeof *message + sizeof *end && *end < 0;
    return failed ? *end : -HANDOVER_NOT_FOUND;
  }
  if (message->nlmsg_type == NLMSG_ERROR) {
    const struct nlmsgerr *error = payload;
    return error->error;
  }
  const struct inet_diag_msg *socket = payload;
  if (message->nlmsg_type != SOCK_DIAG_BY_FAMILY ||
      message->nlmsg_len < sizeof *message + sizeof *socket || !is_it(socket, address))
    return 0;
  *ret = socket->idiag_inode;
  return 1;
}

/* The same for one datagram of answers. */
static int take_answers(int netlink, const struct listener_address *address, uint64_t *ret) {
  _Alignas(struct nlmsghdr) char answers[ANSWER_BYTES];
  ssize_t got = recv(netlink, answers, sizeof answers, 0);
  if (got < 0) return -errno;
  size_t left = (size_t)got;
  for (const char *at = answers; left >= sizeof(struct nlmsghdr);) {
    const struct nlmsghdr *message = (const struct nlmsghdr *)(const void *)at;
    if (message->nlmsg_len < sizeof *message || message->nlmsg_len > left) return -EBADMSG;
    int found = take_message(message, address, ret);
    if (found != 0) return found;
    size_t bytes = NLMSG_ALIGN(message->nlmsg_len);
    if (bytes >= left) return 0;
    at += bytes;
    left -= bytes;
  }
  return 0;
}

int socket_inode_by_netlink(const struct listener_address *address, uint64_t *ret) {
  cleanup_close int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (netlink < 0) return failed_at("socket(NETLINK_SOCK_DIAG)", -errno);
  int code = ask(netlink, address, 0);
  if (code < 0) return code;
  int found = take_answers(netlink, address, ret);
  if (found == 1) return 0;
  /* ENOENT is both "no such socket" and "no tcp_diag here"; only a dump tells them apart. It also finds what an exact
   * question does not where this kernel has none. */
  code = ask(netlink, address, NLM_F_DUMP);
  if (code < 0) return code;
  do found = take_answers(netlink, address, ret);
  while (found == 0);
  return found == 1 ? 0 : failed_at("NETLINK_SOCK_DIAG", found);
}

/* A line reads "   0: 0100007F:1F90 00000000:0000 0A …": the host is printed as the number that it is in memory, the
 * port in host order, 0A is TCP_LISTEN. */
struct wanted_line {
  char part[40];
  size_t bytes;
};

static struct wanted_line line_of(const struct listener_address *address) {
  struct wanted_line wanted;
  wanted.bytes =
      (size_t)snprintf(wanted.part, sizeof wanted.part, ": %08" PRIX32 ":%04X 00000000:0000 %02X ",
                       address->host, (unsigned)ntohs(address->port), (unsigned)TCP_LISTEN);
  return wanted;
}

/* After the state: queues, timer, retransmits, user, timeout. */
enum { FIELDS_BEFORE_INODE = 5 };

/* `line` ends with NUL. */
static bool line_is_it(const char *line, const struct wanted_line *wanted, uint64_t *ret) {
  const char *at = strchr(line, ':');
  if (at == NULL || strncmp(at, wanted->part, wanted->bytes) != 0) return false;
  at += wanted->bytes;
  for (int fields = 0; fields < FIELDS_BEFORE_INODE; fields++) {
    at += strspn(at, " ");
    at += strcspn(at, " ");
  }
  char *end;
  *ret = strtoull(at, &end, 10);
  return end != at && *end == ' ';
}

/* Looks at all whole lines; returns how many bytes they were, or -1 when one was it. */
static ssize_t take_lines(char *table, size_t filled, const struct wanted_line *wanted,
                          uint64_t *ret) {
  size_t taken = 0;
  for (char *end; (end = memchr(table + taken, '\n', filled - taken)) != NULL;) {
    *end = '\0';
    if (line_is_it(table + taken, wanted, ret)) return -1;
    taken = (size_t)(end - table) + 1;
  }
  return (ssize_t)taken;
}

static int scan_table(int file, const struct wanted_line *wanted, uint64_t *ret) {
  char table[TABLE_BYTES];
  size_t filled = 0;
  for (;;) {
    size_t room = sizeof table - filled;
    ssize_t got = read(file, table + filled, room < LINE_BYTES ? room : LINE_BYTES);
    if (got < 0) return failed_at("read(/proc/PID/net/tcp)", -errno);
    if (got == 0) return failed_at("discovery", -HANDOVER_NOT_FOUND);
    filled += (size_t)got;
    ssize_t taken = take_lines(table, filled, wanted, ret);
    if (taken < 0) return 0;
    filled -= (size_t)taken;
    memmove(table, table + taken, filled);
  }
}

int socket_inode_by_proc(pid_t pid, const struct listener_address *address, uint64_t *ret) {
  char path[40];
  const struct wanted_line wanted = line_of(address);
  snprintf(path, sizeof path, "/proc/%d/net/tcp", (int)pid);
  cleanup_close int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed_at("open(/proc/PID/net/tcp)", -errno);
  return scan_table(file, &wanted, ret);
}
