/* SPDX-License-Identifier: Apache-2.0 */
/* The list of ways. */
#include <stddef.h>
#include <string.h>

#include "way.h"

const struct way *const ways[] = {
    &way_inherit_exec, &way_broker,    &way_addfd,     &way_io_uring, &way_bare_push,
    &way_bare_pull,    &way_safe_push, &way_safe_pull, NULL,
};

const struct way *way_find(const char *name) {
  for (size_t i = 0; ways[i] != NULL; i++)
    if (strcmp(ways[i]->name, name) == 0) return ways[i];
  return NULL;
}
