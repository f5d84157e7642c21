/* SPDX-License-Identifier: Apache-2.0 */
/* The list: its order is the order of `list`. */
#include <stddef.h>
#include <string.h>

#include "load.h"

const struct load *const loads[] = {
    &load_hog, &load_memory, &load_forks, &load_in_flight, NULL,
};

const struct load *load_find(const char *name) {
  for (size_t i = 0; loads[i] != NULL; i++)
    if (strcmp(loads[i]->name, name) == 0) return loads[i];
  return NULL;
}
