/* SPDX-License-Identifier: Apache-2.0 */
/* All of them. */
#include <string.h>

#include "carrier.h"

const struct carrier *const carriers[] = {&naive_push, &naive_pull, &safe_push, &safe_pull, NULL};

const struct carrier *carrier_find(const char *care, const char *mechanism) {
  for (size_t i = 0; carriers[i] != NULL; i++)
    if (strcmp(carriers[i]->care, care) == 0 && strcmp(carriers[i]->mechanism, mechanism) == 0)
      return carriers[i];
  return NULL;
}
