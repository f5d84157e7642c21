/* SPDX-License-Identifier: Apache-2.0 */
/* Reads lists of ports. */
#include "ports.h"

#include <stdlib.h>

/* Only digits: strtoul alone takes "-1" and " 1". */
static bool read_port(const char **text, unsigned long *ret) {
  char *end;
  if (**text < '0' || **text > '9') return false;
  *ret = strtoul(*text, &end, 10);
  *text = end;
  return *ret > 0 && *ret <= UINT16_MAX;
}

bool port_list_parse(const char *text, struct port_list *ret) {
  ret->count = 0;
  while (text != NULL) {
    unsigned long first, last;
    if (!read_port(&text, &first)) return false;
    last = first;
    if (*text == '-') {
      text++;
      if (!read_port(&text, &last) || last < first) return false;
    }
    for (unsigned long port = first; port <= last; port++) {
      if (ret->count == PORTS_MAX) return false;
      ret->ports[ret->count++] = (uint16_t)port;
    }
    if (*text == '\0') return true;
    if (*text++ != ',') return false;
  }
  return false;
}

bool port_list_has(const struct port_list *list, int port) {
  for (size_t i = 0; i < list->count; i++)
    if (list->ports[i] == port) return true;
  return false;
}
