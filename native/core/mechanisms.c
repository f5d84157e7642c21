/* SPDX-License-Identifier: Apache-2.0 */
/* The list: its order is the order of every table. */
#include <string.h>

#include "mechanism.h"

const struct mechanism *const mechanisms[] = {
    &mechanism_message_only,
    &mechanism_scm_rights,
    &mechanism_pidfd_getfd,
    NULL,
};

const struct mechanism *mechanism_find(const char *name) {
  for (size_t i = 0; mechanisms[i] != NULL; i++)
    if (strcmp(mechanisms[i]->name, name) == 0) return mechanisms[i];
  return NULL;
}
