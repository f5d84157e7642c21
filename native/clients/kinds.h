/* SPDX-License-Identifier: Apache-2.0 */
/* The list of clients: a new kind is a file and a line here and in clients.c. */
#ifndef HANDOVER_CLIENT_KINDS_H
#define HANDOVER_CLIENT_KINDS_H

#include "clients.h"

extern const struct clients clients_connections;
extern const struct clients clients_streams;
extern const struct clients clients_datagrams;

#endif
