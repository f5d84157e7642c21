/* SPDX-License-Identifier: Apache-2.0 */
/* Files that say which one they are: a serial number is their content. Who wants to know what a descriptor is reads it, and
 * need not believe anything that a mechanism says. */
#ifndef HANDOVER_SERIAL_FILE_H
#define HANDOVER_SERIAL_FILE_H

#include <stdint.h>

/* A new file with this serial (1 or more), close-on-exec; or a negative code. */
int serial_file_open(uint64_t serial);

/* The serial, or 0 for a file that has none. */
uint64_t serial_file_read(int fd);

#endif
