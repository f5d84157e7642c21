/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the descriptor table. */
#include "donor_table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "error_text.h"
#include "fd_facts.h"
#include "owned_fd.h"

int donor_table_fill(uint32_t size, struct donor_table *ret) {
  *ret = (struct donor_table){0};
  int open_already = count_open_fds();
  if (open_already < 0) return open_already;
  if (size <= (uint32_t)open_already) return 0;
  uint32_t count = size - (uint32_t)open_already;
  ret->fds = calloc(count, sizeof(int));
  if (ret->fds == NULL) return failed_at("calloc", -ENOMEM);
  while (ret->count < count) {
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
      int code = failed_at("open(/dev/null)", -errno);
      donor_table_empty(ret);
      return code;
    }
    ret->fds[ret->count++] = fd;
  }
  return 0;
}

void donor_table_empty(struct donor_table *table) {
  close_all_consume(table->fds, table->count);
  free(table->fds);
  *table = (struct donor_table){0};
}
