/* SPDX-License-Identifier: Apache-2.0 */
/* From an address to the donor's descriptor: by its inode in /proc/PID/fd, or by trying every number. */
#include "discovery.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "error_text.h"
#include "fd_facts.h"
#include "owned_fd.h"
#include "socket_inode.h"

/* getdents64(2). The C library's readdir allocates, and its name for this struct differs. */
struct entry {
  uint64_t inode;
  int64_t offset;
  uint16_t bytes;
  uint8_t type;
  char name[];
};

enum {
  ENTRIES_BYTES = 32 * 1024, /* as much as glibc's readdir asks for at once */
  LINK_BYTES = 40,           /* "socket:[18446744073709551615]" is 29 */
};

struct wanted {
  char link[LINK_BYTES];
  size_t link_bytes;
};

/* 1: this entry of /proc/PID/fd leads to the socket. One that was closed since it was listed does not. */
static int leads_to(int folder, const char *name, const struct wanted *wanted) {
  char link[LINK_BYTES];
  ssize_t bytes = readlinkat(folder, name, link, sizeof link);
  if (bytes < 0)
    return errno == ENOENT || errno == EINVAL ? 0 : failed_at("readlink(/proc/PID/fd)", -errno);
  return (size_t)bytes == wanted->link_bytes && memcmp(link, wanted->link, (size_t)bytes) == 0;
}

static int32_t number_of(const char *name) {
  int32_t number = 0;
  for (; *name >= '0' && *name <= '9'; name++) number = number * 10 + (*name - '0');
  return number;
}

/* The entries come in the order of their numbers, so the first that fits is the lowest. */
static int scan(int folder, const struct wanted *wanted, int32_t *ret_number) {
  _Alignas(struct entry) char entries[ENTRIES_BYTES];
  for (;;) {
    long filled = syscall(SYS_getdents64, folder, entries, sizeof entries);
    if (filled < 0) return failed_at("getdents64", -errno);
    if (filled == 0) return failed_at("discovery", -HANDOVER_NOT_FOUND);
    const struct entry *entry;
    for (long at = 0; at < filled; at += entry->bytes) {
      entry = (const struct entry *)(const void *)(entries + at);
      int found = entry->name[0] == '.' ? 0 : leads_to(folder, entry->name, wanted);
      if (found < 0) return found;
      if (found == 0) continue;
      *ret_number = number_of(entry->name);
      return 0;
    }
  }
}

static int number_of_socket(pid_t donor, uint64_t inode, int32_t *ret_number) {
  char path[40];
  struct wanted wanted;
  snprintf(path, sizeof path, "/proc/%d/fd", (int)donor);
  wanted.link_bytes =
      (size_t)snprintf(wanted.link, sizeof wanted.link, "socket:[%" PRIu64 "]", inode);
  cleanup_close int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return failed_at("open(/proc/PID/fd)", -errno);
  return scan(folder, &wanted, ret_number);
}

/* 1 and the descriptor; 0: this number is another thing, which was closed again. */
static int try_number(const struct mechanism *mechanism, struct receiver_side *receiver,
                      const struct listener_address *address, int32_t number, int *ret_fd) {
  int fd = -1;
  int code = mechanism->obtain(receiver, &number, &fd, 1);
  if (code < 0) return code;
  if (fd_listens_at(fd, address)) {
    *ret_fd = fd;
    return 1;
  }
  close_consume(&fd);
  return 0;
}

/* Where the numbers end nobody tells: a hole is EBADF as well. So it is the donor's limit. */
static int try_each(const struct mechanism *mechanism, struct receiver_side *receiver,
                    const struct listener_address *address, int *ret_fd) {
  struct rlimit limit;
  if (prlimit(receiver->donor_pid, RLIMIT_NOFILE, NULL, &limit) < 0)
    return failed_at("prlimit", -errno);
  rlim_t end = limit.rlim_cur < INT32_MAX ? limit.rlim_cur : INT32_MAX;
  for (int32_t number = 0; (rlim_t)number < end; number++) {
    int found = try_number(mechanism, receiver, address, number, ret_fd);
    if (found == 1) return 0;
    if (found < 0 && found != -EBADF) return found;
  }
  return failed_at("discovery", -HANDOVER_NOT_FOUND);
}

int discovery_obtain(const struct mechanism *mechanism, struct receiver_side *receiver,
                     const struct listener_address *address, int *ret_fd) {
  pid_t donor = receiver->donor_pid;
  uint32_t way = receiver->plan->numbers;
  if (way == NUMBERS_BY_TRYING) return try_each(mechanism, receiver, address, ret_fd);
  uint64_t inode;
  int32_t number = -1;
  int code = way == NUMBERS_BY_PROC ? socket_inode_by_netlink(address, &inode)
                                    : socket_inode_by_proc(donor, address, &inode);
  if (code == 0) code = number_of_socket(donor, inode, &number);
  if (code < 0) return code;
  /* Between being read and being pulled the number may have been closed, or given to another file. */
  int found = try_number(mechanism, receiver, address, number, ret_fd);
  if (found == 1) return 0;
  return found == 0 || found == -EBADF ? failed_at("discovery", -HANDOVER_NOT_FOUND) : found;
}
